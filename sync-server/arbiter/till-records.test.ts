import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PushedCollection } from '#shared/wire/collections.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { Caller } from '../engine.ts';
import { CINEMA, caller, NOON_MS, row, SHOW } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
const till = caller('till-1');
const rival = caller('till-2');
const lobby = caller('kiosk', 'lobby');

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const push = (who: Caller, collection: PushedCollection, ...documents: readonly object[]) =>
  house.engine.push(who, collection, documents.map(row));

const shift = {
  id: 'shift-1',
  cinemaId: CINEMA,
  deviceId: 'till-1',
  currency: 'GBP',
  status: 'open',
  rev: 0,
  businessDay: '2026-11-23',
  openedAt: instant(NOON_MS),
  float: 10_000,
  moves: [],
};

describe('shifts', () => {
  test('[ARB60] each accepted change of a shift raises its revision, a repeat does not', async () => {
    const [opened] = await push(till, 'shifts', shift);
    expect(opened).toMatchObject({ rev: 1, _deleted: false, updatedAt: instant(NOON_MS) });
    expect(await push(till, 'shifts', shift)).toEqual([opened]);
    expect(await push(till, 'shifts', { ...opened })).toEqual([]);
    expect(await push(till, 'shifts', { ...opened, float: 12_000 })).toMatchObject([
      { rev: 2, float: 12_000 },
    ]);
    // An edit that does not name the revision before it has not seen it: its till is told first.
    expect(await push(till, 'shifts', { ...shift, float: 1 })).toMatchObject([{ rev: 2, float: 12_000 }]);
  });

  test('[ARB60] a closed shift is final', async () => {
    const [closed] = await push(till, 'shifts', { ...shift, status: 'closed' });
    const [answer] = await push(till, 'shifts', { ...closed, status: 'open' });
    expect(answer).toMatchObject({ status: 'closed', rev: 1, _refused: { code: 'immutable' } });
  });

  test('[I12] nobody writes another device’s shift', async () => {
    const [stored] = await push(till, 'shifts', shift);
    for (const who of [rival, lobby]) {
      const forged = { ...stored, deviceId: who.device.id, float: 1 };
      const answers = await push(who, 'shifts', { ...stored, float: 1 }, forged);
      expect(answers).toMatchObject([{ id: 'shift-1', _refused: { code: 'immutable' } }]);
    }
    expect(await push(rival, 'shifts', { ...shift, id: 'shift-2' })).toMatchObject([
      { id: 'shift-2', _deleted: true, _refused: { code: 'immutable' } },
    ]);
    expect(await house.engine.list(CINEMA, 'shifts')).toMatchObject([{ deviceId: 'till-1', float: 10_000 }]);
  });
});

const entry = {
  id: 'till-1.1',
  cinemaId: CINEMA,
  deviceId: 'till-1',
  seq: 1,
  prev: '',
  at: instant(NOON_MS),
  event: { kind: 'drawer', reason: 'change' },
  hash: 'h1',
  signature: 's1',
};

describe('the journal', () => {
  test('[ARB61] an entry is stored once; the same again is a repeat, another under its number is refused', async () => {
    expect(await push(till, 'journal', entry)).toEqual([]);
    expect(await push(till, 'journal', entry)).toEqual([]);
    const [answer] = await push(till, 'journal', { ...entry, hash: 'h2' });
    expect(answer).toEqual({
      ...entry,
      _deleted: false,
      _refused: expect.objectContaining({ code: 'immutable' }),
    });
    expect(await house.engine.list(CINEMA, 'journal')).toEqual([entry]);
  });

  test('[ARB61] nobody writes another device’s journal, and an id says whose entry it is', async () => {
    expect(await push(rival, 'journal', entry)).toMatchObject([
      { id: 'till-1.1', _deleted: true, _refused: { code: 'immutable' } },
    ]);
    expect(await push(till, 'journal', { ...entry, id: 'till-1.2' })).toMatchObject([
      { id: 'till-1.2', _deleted: true, _refused: { code: 'malformed' } },
    ]);
    expect(await house.engine.list(CINEMA, 'journal')).toEqual([]);
  });
});

const scan = {
  id: 'scan-1',
  cinemaId: CINEMA,
  deviceId: 'door-1',
  showId: SHOW,
  bookingId: 'booking-1',
  ticketId: 'booking-1.A1.1',
  serial: 'ABC',
  revision: 1,
  at: instant(NOON_MS),
  rev: 0,
  result: 'admitted',
};

describe('admissions', () => {
  const door = caller('door-1', 'door');
  const otherDoor = caller('door-2', 'door');

  test('[ARB62] the first scan of a ticket’s copy wins across doors', async () => {
    const second = { ...scan, id: 'scan-2', deviceId: 'door-2' };
    expect(await push(door, 'admissions', scan)).toMatchObject([{ result: 'admitted', rev: 1 }]);
    expect(await push(otherDoor, 'admissions', second)).toMatchObject([
      { result: 'already-admitted', rev: 1 },
    ]);
    expect(await push(door, 'admissions', scan)).toMatchObject([{ result: 'admitted', rev: 1 }]);
    const reprint = { ...second, id: 'scan-3', revision: 2 };
    expect(await push(otherDoor, 'admissions', reprint)).toMatchObject([{ result: 'admitted' }]);
  });

  test('[ARB62] a lobby kiosk and a retired device open no doors', async () => {
    const retired = caller('door-1', 'door', { retired: true });
    const codes = [
      await push(retired, 'admissions', scan),
      await push(lobby, 'admissions', { ...scan, deviceId: 'kiosk' }),
    ].map(([answer]) => answer?._refused?.code);
    expect(codes).toEqual(['retired-device', 'not-allowed']);
    expect(await house.engine.list(CINEMA, 'admissions')).toEqual([]);
  });
});
