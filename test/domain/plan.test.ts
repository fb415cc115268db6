import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Holder, type Pool, planGrants } from '#shared/domain/allotment/plan.ts';
import { bestAvailable } from '#shared/domain/seating/best.ts';
import { Screen } from '#shared/wire/catalog.ts';
import { DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';
import { NOW_MS, show } from '../support/world.ts';

const ROWS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const COLUMNS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const screen = Screen.parse({
  id: 'screen-1',
  cinemaId: 'kino',
  name: 'Screen 1',
  rows: ROWS,
  curve: 0,
  cleaningMinutes: 15,
  seats: ROWS.flatMap((row) =>
    COLUMNS.map((column) => ({
      id: `${row}${column}`,
      row,
      column,
      label: String(column),
      type: 'regular',
      ...(row === 'H' && column === 12 ? { wheelchair: true } : {}),
    })),
  ),
});

const kiosk = (name: string, has = 0): Holder => ({
  deviceId: DeviceId.parse(name),
  replicaId: ReplicaId.parse(`replica-of-${name}`),
  kind: 'counter',
  has,
});
const pool = (more: Partial<Pool>): Pool => ({
  show,
  screen,
  isFree: () => true,
  entrusted: 0,
  holders: [kiosk('till-1')],
  nowMs: NOW_MS,
  ...more,
});

test('[ALL11] a kiosk is entrusted the best seats there are for a small party, not the largest gap in the front', () => {
  // Of every row but the first, four seats are left side by side.
  const isFree = (seatId: SeatId): boolean => seatId.startsWith('A') || /^[B-H][5-8]$/.test(seatId);
  const [grant] = planGrants(pool({ isFree }));
  const best = bestAvailable({ screen, isFree, party: { size: 4 }, keepAccessibleFree: true });
  expect(grant?.seatIds.slice(0, 4)).toEqual(best?.seatIds);
  expect(grant?.seatIds.filter((seatId) => seatId.startsWith('A')).length).toBeLessThanOrEqual(4);
});

test('[ALL11] kiosks and server choose in turn: none has all of the best rows', () => {
  const isBest = (id: SeatId): boolean => /^[EFG]/.test(id);
  const grants = planGrants(pool({ holders: [kiosk('till-1'), kiosk('till-2'), kiosk('till-3')] }));
  const good = grants.map(({ seatIds }) => seatIds.filter(isBest).length);
  const best = screen.seats.filter(({ id }) => isBest(id)).length;
  expect(good).toHaveLength(3);
  for (const seats of good) expect(seats).toBeGreaterThanOrEqual(best / 9);
  const kept = best - good.reduce((sum, seats) => sum + seats, 0);
  expect(kept).toBeGreaterThanOrEqual(best / 4);
});

test('[ALL12] whatever is free and whoever is there: nobody gets a taken seat, a wheelchair place or more than the share', () => {
  const ids = screen.seats.map(({ id }) => id);
  fc.assert(
    fc.property(
      fc.subarray(ids),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      fc.nat(40),
      (free, has, silent) => {
        const open = new Set(free);
        const holders = has.map((count, n) => kiosk(`till-${n}`, count));
        const connected = has.reduce((sum, count) => sum + count, 0);
        const entrusted = connected + silent;
        const grants = planGrants(pool({ isFree: (id) => open.has(id), holders, entrusted }));
        const given = grants.flatMap(({ seatIds }) => seatIds);
        expect(new Set(given).size).toBe(given.length);
        expect(given.every((id) => open.has(id))).toBe(true);
        expect(given).not.toContain(SeatId.parse('H12'));
        expect(given.length + silent).toBeLessThanOrEqual(Math.max(silent, (free.length + entrusted) * 0.6));
        for (const { deviceId } of grants) {
          const grantedOnce = grants.filter((grant) => grant.deviceId === deviceId);
          expect(grantedOnce).toHaveLength(1);
        }
      },
    ),
  );
});

test('[ALL12] a kiosk that has half of its share is left alone', () => {
  const [first] = planGrants(pool({}));
  const share = first?.seatIds.length ?? 0;
  expect(share).toBeGreaterThan(8);
  expect(planGrants(pool({ holders: [kiosk('till-1', share / 2)], entrusted: share / 2 }))).toEqual([]);
});
