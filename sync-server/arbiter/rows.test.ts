import { afterEach, beforeEach, expect, test } from 'vitest';
import { StoreError } from '../store/errors.ts';
import { caller, NOON_MS, row, SHOW, seat, silent, temporaryDirectory } from '../store/house.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { pushAnswer } from './answer.ts';
import { SeatMoved } from './apply-verdict.ts';
import { type RowRuler, ruleOnRows } from './rows.ts';

const till = caller('till-1');
const moved = new SeatMoved({
  showId: SHOW,
  seatId: seat('A1'),
  revSeen: 1,
  status: 'held',
  bookingId: null,
  deviceId: null,
  reason: null,
});

let directory: ReturnType<typeof temporaryDirectory>;
let store: Store;
beforeEach(async () => {
  directory = temporaryDirectory();
  store = await openSqliteStore({ file: directory.file('a') });
});
afterEach(async () => {
  await store.close();
  directory.remove();
});

async function rulingWith(rule: () => void) {
  let tries = 0;
  const ruler: RowRuler = {
    rule: async () => {
      tries += 1;
      rule();
      return { id: 'b-1', document: { id: 'b-1' }, refusal: null };
    },
    salvage: async () => ({ id: 'b-1', document: { id: 'b-1' }, refusal: null }),
  };
  const rows = [row({ id: 'b-1', mine: true })];
  const { result } = await store.transaction(
    () => NOON_MS,
    (tx) => ruleOnRows(tx, { ruler, collection: 'bookings', now: () => NOON_MS, log: silent }, till, rows),
  );
  return { answer: pushAnswer(result.done), tries };
}

test('[ARB65] a seat that moved between reading and writing has the row judged again', async () => {
  let left = 2;
  const { answer, tries } = await rulingWith(() => {
    left -= 1;
    if (left >= 0) throw moved;
  });
  expect(tries).toBe(3);
  expect(answer).toEqual([{ id: 'b-1', _deleted: false }]);
});

test('[ARB65] it is judged again a few times and no more; then the row is refused, not the batch', async () => {
  const { answer, tries } = await rulingWith(() => {
    throw moved;
  });
  expect(tries).toBe(4);
  expect(answer).toMatchObject([{ id: 'b-1', _refused: { code: 'internal' } }]);
});

test('[ARB66] a bug of ours in one row is answered with what is stored and `internal`', async () => {
  const { answer, tries } = await rulingWith(() => {
    throw new Error('a bug');
  });
  expect(tries).toBe(1);
  expect(answer).toMatchObject([{ id: 'b-1', _deleted: false, _refused: { code: 'internal' } }]);
});

test('[STO12] a failure of the database is never taken for a failure of the row', async () => {
  const failing = rulingWith(() => {
    throw new StoreError('full');
  });
  await expect(failing).rejects.toBeInstanceOf(StoreError);
});
