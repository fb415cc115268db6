import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Recall } from '#shared/domain/allotment/recall.ts';
import { Booking } from '#shared/wire/booking.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import { AllotmentId, instant, ReplicaId, type SeatId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { Caller } from '../engine.ts';
import { ALL_SEATS, CINEMA, caller, NOON_MS, request, SHOW } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

const kiosk = (name: string, kind: DeviceKind = 'counter'): Caller => ({
  ...caller(name, kind),
  replicaId: ReplicaId.parse(`replica-of-${name}`),
});
const holder = kiosk('till-1');
const rival = kiosk('till-2');

let house: OpenHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const allotments = (): Promise<Allotment[]> => house.engine.list(CINEMA, 'allotments');
const granted = async (who: Caller): Promise<Allotment> => {
  const all = await vi.waitFor(
    async () => {
      const own = (await allotments()).filter(
        ({ deviceId, showId }) => deviceId === who.device.id && showId === SHOW,
      );
      if (own.length === 0) throw new Error('nothing entrusted yet');
      return own;
    },
    { timeout: 5_000 },
  );
  const [first] = all;
  if (first === undefined) throw new Error('nothing entrusted');
  return first;
};

function seatOf({ seatIds }: Allotment, at = 0): SeatId {
  const seatId = seatIds[at];
  if (seatId === undefined) throw new Error('the allotment is smaller than the test thinks');
  return seatId;
}

function offlineSale(allotment: Allotment, seatIds: readonly SeatId[]) {
  const { id: allotmentId, epoch } = allotment;
  const sale = request([]);
  return {
    ...sale,
    status: 'confirmed',
    assurance: 'leased',
    seats: seatIds.map((seatId) => ({
      seatId,
      rev: 0,
      ticketType: 'adult',
      lease: { allotmentId, epoch },
    })),
    payments: [
      {
        id: `pay-${sale.id}`,
        tender: 'cash',
        amount: 1_000 * seatIds.length,
        status: 'success',
        at: instant(NOON_MS),
      },
    ],
  };
}

const answerWith = (who: Caller, release: boolean) => (recall: Recall) => {
  const { allotmentId, epoch, seatIds } = recall;
  void house.engine.allotments.release(who, [
    {
      allotmentId,
      epoch,
      released: release ? [...seatIds] : [],
      kept: release ? [] : seatIds.map((seatId) => ({ seatId, bookingId: Booking.shape.id.parse('begun') })),
    },
  ]);
};

test('[ALL1] a connected kiosk is entrusted seats of coming shows, no seat to two of them', async () => {
  const stop = [holder, rival, kiosk('lobby-1', 'lobby')].map((who) =>
    house.engine.allotments.attach(who, () => undefined),
  );
  await Promise.all([granted(holder), granted(rival)]);
  for (const end of stop) end();
  const all = await allotments();
  const seats = all.flatMap(({ showId, seatIds }) => seatIds.map((seatId) => `${showId} ${seatId}`));
  expect(new Set(seats).size).toBe(seats.length);
  expect(all.every(({ status, epoch }) => status === 'active' && epoch === 0)).toBe(true);
});

test('[ALL1] a client without a replica, a door and a manager are entrusted nothing', async () => {
  const others = [caller('till-3'), kiosk('door-1', 'door'), kiosk('office', 'manager')];
  const stop = [holder, ...others].map((who) => house.engine.allotments.attach(who, () => undefined));
  await granted(holder);
  for (const end of stop) end();
  expect(new Set((await allotments()).map(({ deviceId }) => deviceId))).toEqual(new Set([holder.device.id]));
});

test('[ALL2] a rival gets an entrusted seat of a connected kiosk by one push, within the half second', async () => {
  const stop = house.engine.allotments.attach(holder, answerWith(holder, true));
  const seatId = seatOf(await granted(holder));
  const startedMs = performance.now();
  const [answer] = await house.push(rival, request([seatId]));
  expect(answer).toMatchObject({ status: 'pending' });
  expect(performance.now() - startedMs).toBeLessThan(500);
  stop();
  expect((await allotments()).flatMap((one) => (one.showId === SHOW ? one.seatIds : []))).not.toContain(
    seatId,
  );
});

test('[ALL2] a replacement for a disputed sale is asked back from whoever is entrusted with it', async () => {
  const stop = house.engine.allotments.attach(holder, answerWith(holder, true));
  const allotment = await granted(holder);
  const free = seatOf(allotment);
  const { epoch, id: allotmentId } = allotment;
  // Sold twice: the second one finds its seat in the hands of the first.
  const taken = seatOf(allotment, 1);
  const sale = offlineSale({ ...allotment, id: allotmentId, epoch }, [taken]);
  await house.push(holder, sale);
  const edit = { deviceId: rival.device.id, n: 1 };
  const disputed = { ...offlineSale(allotment, [taken]), assurance: 'promised', edit };
  const bare = {
    ...disputed,
    seats: disputed.seats.map(({ seatId }) => ({ seatId, rev: 0, ticketType: 'adult' })),
  };
  const [answer] = await house.push(rival, bare);
  expect(answer).toMatchObject({ status: 'conflicted' });
  const swap = {
    showId: SHOW,
    seats: [{ seatId: free, rev: 0, ticketType: 'adult' }],
    status: 'requested',
  };
  const [held] = await house.push(rival, { ...answer, swap, edit: { ...edit, n: 2 } });
  expect(held).toMatchObject({ status: 'conflicted', swap: { status: 'held' } });
  stop();
});

test('[ALL2] rows behind the one that waits are ruled on after it, in their order', async () => {
  const stop = house.engine.allotments.attach(holder, answerWith(holder, true));
  const seatId = seatOf(await granted(holder));
  const edit = { deviceId: rival.device.id, n: 1 };
  const first = request([seatId], { edit });
  const given = { ...first, status: 'cancelled', edit: { ...edit, n: 2 } };
  const answers = await house.push(rival, first, given);
  expect(answers).toMatchObject([{ id: first.id, status: 'cancelled' }]);
  stop();
});

test('[ALL3] a begun sale wins against a recall: the rival is told at once', async () => {
  const stop = house.engine.allotments.attach(holder, answerWith(holder, false));
  const seatId = seatOf(await granted(holder));
  const startedMs = performance.now();
  const [answer] = await house.push(rival, request([seatId]));
  expect(answer).toMatchObject({ status: 'rejected', conflicts: [{ seatId, reason: 'allotted' }] });
  expect(performance.now() - startedMs).toBeLessThan(450);
  stop();
});

test('[ALL4] no clock gives the seats of a silent kiosk away', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  for (const { hours, restart } of [
    { hours: 1, restart: true },
    { hours: -30, restart: true },
    { hours: 400, restart: false },
  ]) {
    house.clock.setWall(NOON_MS + hours * 3_600_000);
    house.clock.pass(60_000);
    if (restart) await house.reopen();
    const [answer] = await house.push(rival, request([seatOf(allotment)]));
    expect(answer).toMatchObject({ conflicts: [{ reason: 'allotted' }] });
  }
});

test('[I5] a leased sale of a silent kiosk is confirmed, and ends the trust in its seats only', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  await house.push(rival, request([seatOf(allotment)]));
  const sold = [seatOf(allotment), seatOf(allotment, 1)];
  const sale = offlineSale(allotment, sold);
  expect(await house.sell(holder, sale)).toMatchObject({ status: 'confirmed', assurance: 'leased' });
  const left = (await allotments()).find(({ id }) => id === allotment.id);
  expect(left?.seatIds).toEqual(allotment.seatIds.filter((seatId) => !sold.includes(seatId)));
});

test('[I5] a hold that ends, or is given up, leaves the seats with their holder', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  const seatId = seatOf(allotment);
  await house.push(holder, request([seatId]));
  house.clock.pass(30 * 60_000);
  const [answer] = await house.push(rival, request([seatId]));
  expect(answer).toMatchObject({ conflicts: [{ reason: 'allotted' }] });
  expect(await house.sell(holder, offlineSale(allotment, [seatId]))).toMatchObject({ status: 'confirmed' });
});

test('[ALL10] a hold its till has given up gives way to the sale that comes first, and then hears of it', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  const seatIds = [seatOf(allotment), seatOf(allotment, 1)];
  const before = request(seatIds);
  await house.push(holder, before);
  const sale = offlineSale(allotment, seatIds.slice(0, 1));
  expect(await house.sell(holder, sale)).toMatchObject({ status: 'confirmed' });
  expect((await house.bookings()).find(({ id }) => id === before.id)).toMatchObject({ status: 'expired' });
  const seats = await house.seats();
  expect(seatIds.map((seatId) => seats[seatId]?.status)).toEqual(['booked', 'available']);
});

test('[ALL5] another replica of the same device inherits nothing, but may report a sale made under the trust', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  const second: Caller = { ...holder, replicaId: ReplicaId.parse('a-second-replica') };
  const [refused] = await house.push(second, request([seatOf(allotment)]));
  expect(refused).toMatchObject({ conflicts: [{ reason: 'allotted' }] });
  expect(await house.sell(second, offlineSale(allotment, [seatOf(allotment)]))).toMatchObject({
    status: 'confirmed',
  });
});

test('[ALL6] a revocation raises the epoch; what was sold of it arrives conflicted, a release after it changes nothing', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  const ended = await house.engine.allotments.revoke(CINEMA, holder.device.id);
  expect(ended.find(({ id }) => id === allotment.id)).toMatchObject({ status: 'revoked', epoch: 1 });
  const [a, b] = [seatOf(allotment), seatOf(allotment, 1)];
  expect(await house.sell(rival, request([a]))).toMatchObject({ status: 'pending' });
  const late = await house.sell(holder, offlineSale(allotment, [a, b]));
  expect(late).toMatchObject({ status: 'conflicted', reason: 'revoked' });
  const seats = await house.seats();
  expect(seats[a]?.deviceId).toBe(rival.device.id);
  const before = await allotments();
  const { id: allotmentId, epoch } = allotment;
  await house.engine.allotments.release(holder, [{ allotmentId, epoch, released: [a], kept: [] }]);
  expect(await allotments()).toEqual(before);
});

test('[ALL7] a release is durable, harmless when repeated, and only the holder’s to make', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  const { id: allotmentId, epoch } = allotment;
  const body = { allotmentId, epoch, released: [seatOf(allotment)], kept: [] };
  expect(await house.engine.allotments.release(rival, [body])).toEqual([{ kind: 'foreign' }]);
  await house.engine.allotments.release(holder, [body]);
  await house.reopen();
  const once = (await allotments()).find(({ id }) => id === allotmentId);
  expect(once).toMatchObject({ rev: 2, seatIds: allotment.seatIds.slice(1) });
  await house.engine.allotments.release(holder, [body]);
  expect((await allotments()).find(({ id }) => id === allotmentId)).toEqual(once);
  expect(await house.sell(rival, request([seatOf(allotment)]))).toMatchObject({ status: 'pending' });
});

test('[ALL14] a rush calls back what is entrusted of its show, keeps begun sales, and entrusts nothing more', async () => {
  const recalled: Recall[] = [];
  const stop = house.engine.allotments.attach(holder, (recall) => {
    recalled.push(recall);
    const { allotmentId, epoch, seatIds } = recall;
    const [begun, ...released] = seatIds;
    const kept = begun === undefined ? [] : [{ seatId: begun, bookingId: Booking.shape.id.parse('begun') }];
    void house.engine.allotments.release(holder, [{ allotmentId, epoch, released, kept }]);
  });
  const allotment = await granted(holder);
  const own = new Set(allotment.seatIds);
  const free = ALL_SEATS.filter((seatId) => !own.has(seatId)).slice(0, 12);
  for (const seatId of free) await house.push(caller('till-3'), request([seatId]));
  await vi.waitFor(() => expect(recalled.map(({ seatIds }) => seatIds.length)).toEqual([own.size]), {
    timeout: 5_000,
  });
  await vi.waitFor(async () => {
    const ofShow = (await allotments()).filter(
      ({ showId, status }) => showId === SHOW && status === 'active',
    );
    expect(ofShow.map(({ seatIds }) => seatIds)).toEqual([recalled[0]?.seatIds.slice(0, 1)]);
  });
  stop();
});

test('[ALL7] of several releases together each is ruled on by itself', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  const { id: allotmentId, epoch } = allotment;
  const body = { allotmentId, epoch, released: [seatOf(allotment)], kept: [] };
  const unknown = { ...body, allotmentId: AllotmentId.parse('nobody-knows-it') };
  const ruled = await house.engine.allotments.release(holder, [unknown, body, { ...body, epoch: 3 }]);
  expect(ruled).toMatchObject([
    { kind: 'answered', allotment: null },
    { kind: 'answered', allotment: { rev: 2 } },
    { kind: 'answered', allotment: { rev: 2 } },
  ]);
});

test('[ALL8] blocking leaves entrusted seats alone', async () => {
  const stop = house.engine.allotments.attach(holder, () => undefined);
  const allotment = await granted(holder);
  stop();
  await house.engine.block(CINEMA, SHOW, [{ seatId: seatOf(allotment), reason: 'house' }]);
  expect((await house.seats())[seatOf(allotment)]).toBeUndefined();
});

test('[ALL9] a supervisor sees of every device when it was heard, whether it is connected, and its seats by show', async () => {
  const code = (await house.engine.registry.createCodes(CINEMA, 'counter', 1))[0] ?? '';
  const enrolled = await house.engine.registry.enrol(code, 'Counter 1', null);
  if (enrolled === null) throw new Error('not enrolled');
  const till: Caller = { device: enrolled.device, staff: null, replicaId: ReplicaId.parse('replica') };
  const stop = house.engine.allotments.attach(till, () => undefined);
  const allotment = await granted(till);
  house.clock.pass(5_000);
  await house.push(till, request(['A1']));
  const heardMs = house.engine.now();
  house.clock.pass(60_000);
  const [standing] = await house.engine.devices(CINEMA);
  expect(standing).toMatchObject({ name: 'Counter 1', connected: true, lastHeardAt: instant(heardMs) });
  expect(standing?.leases[0]).toEqual({ showId: SHOW, seats: allotment.seatIds.length });
  stop();
  expect((await house.engine.devices(CINEMA))[0]?.connected).toBe(false);
});
