import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PushedCollection } from '#shared/wire/collections.ts';
import { CinemaId, instant } from '#shared/wire/scalars.ts';
import { CINEMA, caller, NOON_MS, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';
import { ROW_LENGTH_MAX, ROWS_PER_DEVICE_MAX } from './keep.ts';

let house: OpenHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const till = caller('till-1');
const retired = caller('till-2', 'counter', { retired: true });
const cash = { id: 'pay-1', tender: 'cash', amount: 1_000, status: 'success', at: instant(NOON_MS) };
const sale = (more: object = {}) => request(['A1'], { status: 'confirmed', payments: [cash], ...more });

const kept = async () => (await house.engine.attention.quarantine(CINEMA, { after: 0, limit: 200 })).rows;
const items = async (limit = 200) => {
  const page = await house.engine.attention.openItems(CINEMA, { after: '', limit });
  if (page === null) throw new Error('The list has a beginning.');
  return page;
};
const outdated = (rows: readonly unknown[], collection: PushedCollection = 'bookings') =>
  house.engine.quarantine(till, collection, 0, rows);

describe('an outdated version', () => {
  test('[QUA1] its rows are kept as they were sent and change neither bookings nor seats', async () => {
    const sold = { ...sale(), fieldOfOldTimes: true };
    await outdated([row(sold)]);
    expect(await kept()).toEqual([
      {
        id: 1,
        at: instant(NOON_MS),
        deviceId: 'till-1',
        collection: 'bookings',
        version: 0,
        rowId: sold.id,
        reason: 'outdated-version',
        row: JSON.stringify(sold),
      },
    ]);
    expect(await house.bookings()).toEqual([]);
    expect(await house.seats()).toEqual({});
  });

  test('[I3] money that can be read in them becomes an open item, whatever else is wrong', async () => {
    const payments = [
      { id: 'pay-1', amount: 1_000, status: 'success' },
      { id: 'pay-2', amount: 500, status: 'failed' },
      { id: 'pay-3', amount: -1, status: 'success' },
      'nonsense',
    ];
    await outdated([row({ id: 'old', payments }), row(null), 7, row({ id: 5, payments: 'x' })]);
    expect((await items()).items).toMatchObject([
      { kind: 'malformed-payment', bookingId: 'old', paymentId: 'pay-1', amount: 1_000, settledAt: null },
    ]);
    expect((await kept()).map(({ rowId }) => rowId)).toEqual(['old', '', '', '']);
  });

  test('[QUA2] a row that is sent again and again is kept once', async () => {
    const rows = [row(sale()), row({ id: 'other' })];
    for (let round = 0; round < 3; round += 1) await outdated(rows);
    expect(await kept()).toHaveLength(2);
    expect((await items()).items).toHaveLength(1);
  });

  test('[QUA3] once the sale is accepted after all, its open item is settled; accepted money opens none', async () => {
    const sold = sale();
    await outdated([row(sold)]);
    house.clock.pass(1_000);
    expect(await house.sell(till, sold)).toMatchObject({ status: 'confirmed' });
    expect((await items()).items).toMatchObject([{ settledAt: instant(NOON_MS + 1_000) }]);
    await outdated([row({ ...sold, note: 'again' })]);
    expect((await items()).items).toHaveLength(1);
  });
});

describe('a retired device', () => {
  test('[QUA1] everything it pushes is refused by the row and kept', async () => {
    const [booking] = await house.push(retired, sale());
    expect(booking).toMatchObject({ _deleted: true, _refused: { code: 'retired-device' } });
    const shift = { id: 'shift-1', cinemaId: CINEMA, deviceId: 'till-2' };
    for (const collection of ['shifts', 'journal', 'admissions'] as const) {
      const [answer] = await house.engine.push(retired, collection, [row(shift)]);
      expect(answer).toMatchObject({ id: 'shift-1', _refused: { code: 'retired-device' } });
    }
    expect(await house.engine.list(CINEMA, 'shifts')).toEqual([]);
    const reasons = (await kept()).map(({ collection, reason }) => `${collection} ${reason}`);
    expect(reasons).toEqual(
      ['bookings', 'shifts', 'journal', 'admissions'].map((name) => `${name} retired-device`),
    );
    expect((await items()).items).toMatchObject([{ kind: 'foreign-payment', paymentId: 'pay-1' }]);
  });
});

describe('bounds', () => {
  test('[QUA4] of one device the newest rows are kept, and of a row its beginning', async () => {
    await outdated([row({ id: 'first' })]);
    await house.engine.quarantine(caller('till-3'), 'bookings', 0, [row({ id: 'of another' })]);
    for (let from = 0; from < ROWS_PER_DEVICE_MAX; from += 500)
      await outdated(Array.from({ length: 500 }, (_, n) => row({ id: `row-${from + n}` })));
    await outdated([row({ id: 'long', note: 'x'.repeat(ROW_LENGTH_MAX) })]);
    const ids: string[] = [];
    for (let after = 0, more = true; more; ) {
      const page = await house.engine.attention.quarantine(CINEMA, { after, limit: 200 });
      ids.push(...page.rows.map(({ rowId }) => rowId));
      for (const { row: text } of page.rows) expect(text.length).toBeLessThanOrEqual(ROW_LENGTH_MAX);
      more = page.next !== null;
      after = page.next ?? 0;
    }
    expect(ids).toHaveLength(ROWS_PER_DEVICE_MAX + 1);
    expect(ids.slice(0, 2)).toEqual(['of another', 'row-1']);
    expect(ids.at(-1)).toBe('long');
  });

  test('[QUA5] open items are read page by page, each once, and only those of the cinema', async () => {
    const payments = Array.from({ length: 5 }, (_, n) => ({ id: `p-${n}`, amount: n, status: 'success' }));
    await outdated([row({ id: 'one', payments })]);
    house.clock.pass(5);
    await outdated([row({ id: 'two', payments: [{ id: 'p-9', amount: 9, status: 'success' }] })]);
    const seen: (string | null)[] = [];
    let after = '';
    for (let pages = 0; pages < 4; pages += 1) {
      const page = await house.engine.attention.openItems(CINEMA, { after, limit: 2 });
      seen.push(...(page?.items.map(({ paymentId }) => paymentId) ?? []));
      after = page?.next ?? '';
      if (after === '') break;
    }
    expect(seen).toEqual(['p-0', 'p-1', 'p-2', 'p-3', 'p-4', 'p-9']);
    const elsewhere = await house.engine.attention.openItems(CinemaId.parse('elsewhere'), {
      after: '',
      limit: 9,
    });
    expect(elsewhere).toEqual({ items: [], next: null });
    expect(await house.engine.attention.openItems(CINEMA, { after: 'nonsense', limit: 9 })).toBeNull();
  });
});
