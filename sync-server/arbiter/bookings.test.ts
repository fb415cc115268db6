import { expect, test } from 'vitest';
import { instant } from '#shared/wire/scalars.ts';
import { caller, NOON_MS, request, row, silent, temporaryDirectory } from '../store/house.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { pushAnswer } from './answer.ts';
import { bookingRuler } from './bookings.ts';
import { ruleOnRows } from './rows.ts';

test('[ARB66] captured money in a row the server fails to rule on becomes an open item', async () => {
  const directory = temporaryDirectory();
  const store = await openSqliteStore({ file: directory.file('a') });
  const ruler = bookingRuler({
    now: () => NOON_MS,
    holdSecondsDefault: 600,
    catalogue: {
      facts: () => Promise.reject(new Error('a bug')),
      forget: () => undefined,
      forgetAll: () => undefined,
    },
  });
  const payments = ['success', 'pending'].map((status, n) => ({
    id: `pay-${n}`,
    tender: 'card',
    amount: 1_000,
    status,
    at: instant(NOON_MS),
  }));
  const sale = request(['A1'], { status: 'confirmed', payments });
  const { result } = await store.transaction(
    () => NOON_MS,
    (tx) =>
      ruleOnRows(tx, { ruler, collection: 'bookings', now: () => NOON_MS, log: silent }, caller('till-1'), [
        row(sale),
      ]),
  );
  expect(pushAnswer(result.done)).toMatchObject([
    { id: sale.id, _deleted: true, _refused: { code: 'internal' } },
  ]);
  expect(await store.cold.selectFrom('open_items').selectAll().execute()).toMatchObject([
    { kind: 'malformed-payment', booking_id: sale.id, payment_id: 'pay-0', amount: 1_000 },
  ]);
  await store.close();
  directory.remove();
});
