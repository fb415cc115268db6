import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeatId } from '#shared/wire/scalars.ts';
import { createSeatStore } from './seat-store.ts';
import { SEAT_STATES, type SeatView } from './seat-view.ts';

const ids = Array.from({ length: 30 }, (_, index) => SeatId.parse(`A${index + 1}`));
const anyView = fc.constantFrom<SeatView>(...SEAT_STATES.map((state) => ({ state })), {
  state: 'held',
  lost: true,
});
const anyPicture = fc
  .array(fc.tuple(fc.constantFrom(...ids), anyView), { maxLength: 30 })
  .map((entries) => new Map(entries));

test('[MAP10] a new picture tells exactly the seats that differ, each of them once', () => {
  fc.assert(
    fc.property(anyPicture, anyPicture, (before, after) => {
      const store = createSeatStore(before);
      const told: SeatId[] = [];
      for (const id of ids) store.subscribe(id, () => told.push(id));
      const old = new Map(ids.map((id) => [id, store.view(id)]));
      store.replace(after);
      const differ = ids.filter((id) => {
        const view = after.get(id) ?? { state: 'available' };
        const was = old.get(id);
        return was?.state !== view.state || was.lost !== view.lost;
      });
      expect(told.toSorted()).toEqual(differ.toSorted());
      for (const id of ids) {
        expect(store.view(id)).toEqual(after.get(id) ?? { state: 'available' });
        if (!differ.includes(id)) expect(store.view(id)).toBe(old.get(id));
      }
    }),
  );
});

test('[MAP10] who has left is told nothing', () => {
  const store = createSeatStore();
  const [id] = ids;
  if (!id) throw new Error('there are seats');
  let told = 0;
  const leave = store.subscribe(id, () => {
    told += 1;
  });
  store.set(id, { state: 'held' });
  leave();
  store.set(id, { state: 'booked' });
  expect(told).toBe(1);
});
