import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toCancelled, toConfirmed, toPaying } from '#shared/domain/booking/steps.ts';
import { Booking } from '#shared/wire/booking.ts';
import { PullQuery } from '#shared/wire/messages.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import type { Caller } from '../engine.ts';
import { CINEMA, HOUR_MS, NOON_MS, request, row, temporaryDirectory } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';
import { markRestored } from './mark.ts';
import { NOTHING_TO_SAY_MS, QUIET_MS } from './restoration.ts';

let house: OpenHouse;
let one: Caller;
let two: Caller;
const backups = temporaryDirectory();

async function enrol(name: string): Promise<Caller> {
  const { registry } = house.engine;
  const [code] = await registry.createCodes(CINEMA, 'counter', 1);
  const enrolled = await registry.enrol(code ?? '', name, null);
  if (enrolled === null) throw new Error('a fresh code was refused');
  return { device: enrolled.device, staff: null, replicaId: null };
}

beforeEach(async () => {
  house = await openHouse();
  one = await enrol('Till 1');
  two = await enrol('Till 2');
});
afterEach(() => house.close());

/** What is stored now, as a backup. */
async function backUp(): Promise<void> {
  await house.engine.close();
  copyFileSync(house.options.file, backups.file('backup.sqlite'));
  await house.reopen();
}

/** The server's disk is lost; the backup takes its place. */
async function restore() {
  await house.engine.close();
  copyFileSync(backups.file('backup.sqlite'), house.options.file);
  const marked = await markRestored(house.options.file);
  await house.reopen();
  return marked;
}

const pull = (who: Caller, query: object = {}) => house.engine.pull(who, 'bookings', PullQuery.parse(query));
const held = (who: Caller, ...seats: string[]): Promise<Booking> => house.sell(who, request(seats));
async function sold(who: Caller, ...seats: string[]): Promise<Booking> {
  const hold = await held(who, ...seats);
  const paying = await house.sell(who, toPaying(hold, who.device.id));
  return house.sell(who, saleOf(paying, who));
}
const saleOf = (booking: Booking, who: Caller): Booking =>
  toConfirmed(booking, who.device.id, {
    payments: [
      {
        id: PaymentId.parse(`pay-${booking.id}`),
        tender: 'cash',
        amount: Money.parse(booking.seats.length * 1_000),
        status: 'success',
        at: instant(NOON_MS),
      },
    ],
  });
const stored = async (id: string): Promise<Booking | undefined> =>
  (await house.bookings()).find((booking) => booking.id === id);
const holders = async () =>
  Object.fromEntries(Object.entries(await house.seats()).map(([id, seat]) => [id, seat.bookingId]));
const openItems = async () =>
  (await house.engine.attention.openItems(CINEMA, { after: '', limit: 100 }))?.items ?? [];

async function until(holds: () => boolean): Promise<void> {
  const endMs = performance.now() + 5_000;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error('It did not come to pass in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a restored server', () => {
  test('[RST7] speaks of another epoch, stays closed through restarts, and says whom it awaits', async () => {
    const before = house.engine.epoch;
    await backUp();
    const marked = await restore();
    expect(marked.epoch).not.toBe(before);
    for (let round = 0; round < 2; round += 1) {
      expect(house.engine.epoch).toBe(marked.epoch);
      expect(house.engine.restoration.closed).toBe(true);
      expect(house.engine.restoration.awaited().map(({ name }) => name)).toEqual(['Till 1', 'Till 2']);
      expect(await pull(one, { lwt: 1, id: before })).toEqual({ wrongEpoch: marked.epoch });
      await house.reopen();
    }
  });

  test('[RST7] codes that were unused at the backup enrol nobody any more', async () => {
    const [code] = await house.engine.registry.createCodes(CINEMA, 'counter', 1);
    await backUp();
    await restore();
    expect(await house.engine.registry.enrol(code ?? '', 'Thief', null)).toBeNull();
  });

  test('[RST7] whoever was not heard in the week before the backup is not awaited', async () => {
    house.clock.pass(8 * 24 * HOUR_MS);
    await pull(two);
    await backUp();
    expect((await restore()).awaited.map(({ name }) => name)).toEqual(['Till 2']);
  });

  test('[I6] what was sold after the backup is there again once it was reported, with its seats and its money', async () => {
    const early = await sold(one, 'A1');
    await backUp();
    const late = await sold(one, 'A2', 'A3');
    await restore();
    expect((await house.bookings()).map(({ id }) => id)).toEqual([early.id]);
    // Everything a till has, over and over, from several tills.
    for (const who of [two, one, one]) await house.push(who, early, late);
    expect(await stored(late.id)).toEqual(late);
    expect(await holders()).toEqual({ A1: early.id });
    const answer = await house.engine.restoration.open();
    expect(answer).toEqual({ closed: false, reported: 1, conflicted: 0, rejected: 0 });
    expect(await holders()).toEqual({ A1: early.id, A2: late.id, A3: late.id });
    expect(await house.push(one, early, late)).toEqual([]);
    expect(await openItems()).toEqual([]);
  });

  test('[RST5] a seat that was given up and sold again after the backup belongs to the later buyer', async () => {
    const first = await held(one, 'A1');
    await backUp();
    await house.sell(one, toCancelled(first, one.device.id));
    const second = await sold(two, 'B1');
    const third = await house.sell(two, request([{ seatId: 'A1', rev: 2 }]));
    const bought = await house.sell(two, saleOf(await house.sell(two, toPaying(third, two.device.id)), two));
    expect(bought.status).toBe('confirmed');
    await restore();
    await house.push(two, second, bought);
    await house.engine.restoration.open();
    // Till 1 never reported: what the backup knows of it yields to what was acknowledged later.
    expect(await holders()).toEqual({ A1: bought.id, B1: second.id });
    expect(await stored(first.id)).toMatchObject({ status: 'rejected', reason: 'seats' });
  });

  test('[RST6] two sales of one seat: what the server had acknowledged keeps it, the promise waits for a person', async () => {
    await backUp();
    const arbitrated = await sold(two, 'A1');
    await restore();
    const promise = Booking.parse({
      ...arbitrated,
      ...request(['A1', 'A2']),
      rev: 0,
      deviceId: one.device.id,
      edit: { deviceId: one.device.id, n: 1 },
      code: 'T1-PROMISE',
      status: 'confirmed',
      assurance: 'promised',
      tickets: [],
      payments: [{ ...arbitrated.payments[0], id: 'pay-promise', deviceId: one.device.id }],
    });
    await house.push(one, promise);
    await house.push(two, arbitrated);
    expect(await house.engine.restoration.open()).toMatchObject({ reported: 2, conflicted: 1 });
    expect(await holders()).toEqual({ A1: arbitrated.id, A2: promise.id });
    expect(await stored(promise.id)).toMatchObject({
      status: 'conflicted',
      rev: 1,
      conflicts: [{ seatId: 'A1', reason: 'taken', by: two.device.id }],
    });
    expect(await openItems()).toMatchObject([{ kind: 'conflicted-sale', bookingId: promise.id }]);
  });

  test('[RST3] sells nothing while it is closed, and everything again afterwards', async () => {
    await backUp();
    await restore();
    const asked = request(['A1']);
    const [answer] = await house.push(one, asked);
    expect(answer).toMatchObject({ status: 'rejected', reason: 'sales-closed', seats: asked.seats });
    await house.engine.restoration.open();
    const again = { ...Booking.parse(await stored(asked.id)), status: 'requested' };
    expect(await house.sell(one, again)).toMatchObject({ status: 'pending' });
  });

  test('[RST8] holds do not end while it is closed; those whose time is over end at the opening', async () => {
    const hold = await held(one, 'A1');
    await backUp();
    await restore();
    house.clock.pass(HOUR_MS);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await holders()).toEqual({ A1: hold.id });
    await house.push(one, { ...hold, note: 'as it was', edit: { deviceId: one.device.id, n: 2 } });
    await house.engine.restoration.open();
    expect(await holders()).toEqual({ A1: undefined });
    expect((await stored(hold.id))?.status).toBe('expired');
  });

  test('[RST9] opens by itself when every awaited device has pulled, pushed and become quiet', async () => {
    await backUp();
    await restore();
    const { restoration } = house.engine;
    await pull(one);
    await house.engine.push(one, 'bookings', [row(request(['A1']))]);
    house.clock.pass(QUIET_MS);
    await until(() => restoration.awaited().length === 1);
    // Till 2 has nothing to report: it pulls, and pushes nothing.
    await house.reopen();
    expect(house.engine.restoration.awaited().map(({ name }) => name)).toEqual(['Till 2']);
    await pull(two);
    house.clock.pass(NOTHING_TO_SAY_MS - 1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(house.engine.restoration.closed).toBe(true);
    house.clock.pass(1);
    await until(() => !house.engine.restoration.closed);
    await house.reopen();
    expect(house.engine.restoration).toMatchObject({ closed: false });
    expect(house.engine.restoration.awaited()).toEqual([]);
  });

  test('[RST4] what a till reports after the opening is ruled on as always, and its copies are no offence', async () => {
    await backUp();
    const late = await sold(one, 'A1');
    const other = await sold(two, 'B1');
    await restore();
    await house.push(two, other);
    await house.engine.restoration.open();
    expect(await house.engine.restoration.open()).toMatchObject({ reported: 0 });
    const answers = await house.push(one, late, other);
    expect(answers.every((answer) => answer._refused === undefined)).toBe(true);
    expect(await holders()).toEqual({ A1: late.id, B1: other.id });
    expect(await stored(late.id)).toMatchObject({ status: 'confirmed', payments: late.payments });
  });

  test('[RST10] shifts and scans are taken over with their revisions, also as copies of another till', async () => {
    const shift = {
      id: 'shift-1',
      cinemaId: CINEMA,
      deviceId: one.device.id,
      currency: 'GBP',
      status: 'open',
      rev: 0,
      businessDay: '2026-11-23',
      openedAt: instant(NOON_MS),
      float: 10_000,
      moves: [],
    };
    const [opened] = await house.engine.push(one, 'shifts', [row(shift)]);
    await backUp();
    const [later] = await house.engine.push(one, 'shifts', [row({ ...opened, float: 12_000 })]);
    expect(later).toMatchObject({ rev: 2 });
    await restore();
    expect(await house.engine.push(two, 'shifts', [row(later)])).toEqual([]);
    expect(await house.engine.push(one, 'shifts', [row(opened)])).toMatchObject([{ rev: 2, float: 12_000 }]);
    await house.engine.restoration.open();
    const [after] = await house.engine.push(one, 'shifts', [row({ ...later, float: 13_000 })]);
    expect(after).toMatchObject({ rev: 3, float: 13_000 });
  });
});
