import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockAfter } from '#shared/domain/sign-in.ts';
import { CinemaId, StaffId } from '#shared/wire/scalars.ts';
import { StoreError } from '../store/errors.ts';
import { CINEMA, caller, makeCinema, NOON_MS } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { createCodesBeside } from './codes.ts';
import { PREFIXES_MAX, prefixOfNth } from './prefix.ts';

let house: OpenHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function enrol(name: string) {
  const { registry } = house.engine;
  const [code] = await registry.createCodes(CINEMA, 'counter', 1);
  const enrolled = await registry.enrol(code ?? '', name, 'public-key');
  if (enrolled === null) throw new Error('a fresh code was refused');
  return { ...enrolled, code: code ?? '' };
}

describe('devices', () => {
  test('[REG1] a code enrols one device, once, however it is typed', async () => {
    const { registry } = house.engine;
    const [code] = await registry.createCodes(CINEMA, 'lobby', 3);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const typed = (code ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const enrolled = await registry.enrol(typed, 'Kiosk', null);
    expect(enrolled?.device).toMatchObject({
      name: 'Kiosk',
      kind: 'lobby',
      cinemaId: CINEMA,
      retired: false,
    });
    expect(await registry.enrol(code ?? '', 'Thief', null)).toBeNull();
    expect(await registry.enrol('0000-0000-0000', 'Thief', null)).toBeNull();
  });

  test('[REG1] two that use one code at the same time are one device', async () => {
    const { registry } = house.engine;
    const [code] = await registry.createCodes(CINEMA, 'counter', 1);
    const both = await Promise.all(['a', 'b'].map((name) => registry.enrol(code ?? '', name, null)));
    expect(both.filter((enrolled) => enrolled !== null)).toHaveLength(1);
  });

  test('[REG10] a retired device stays known as one, in its cinema’s document too, and nobody is signed in at it', async () => {
    const { registry } = house.engine;
    const { device, token } = await enrol('Till 1');
    const other = await enrol('Till 2');
    expect(await registry.deviceByToken(token)).toMatchObject({ retired: false });
    expect(await registry.retire(CinemaId.parse('elsewhere'), device.id)).toBe(false);
    for (let times = 0; times < 2; times += 1) expect(await registry.retire(CINEMA, device.id)).toBe(true);
    expect(await registry.deviceByToken(token)).toEqual({ ...device, retired: true });
    expect(await registry.deviceByToken(other.token)).toEqual(other.device);
    const [cinema] = await house.engine.list(CINEMA, 'cinemas');
    expect(cinema?.devices.map(({ id, retired }) => [id, retired])).toEqual([
      [device.id, true],
      [other.device.id, undefined],
    ]);
  });

  test('[REG9] unused codes of one kind can be dropped; devices and other kinds are left alone', async () => {
    const { registry } = house.engine;
    const { token } = await enrol('Till 1');
    const [spare] = await registry.createCodes(CINEMA, 'counter', 3);
    const [door] = await registry.createCodes(CINEMA, 'door', 1);
    expect(await registry.dropUnusedCodes(CINEMA, 'counter')).toBe(3);
    expect(await registry.dropUnusedCodes(CINEMA, 'counter')).toBe(0);
    expect(await registry.enrol(spare ?? '', 'Late', null)).toBeNull();
    expect(await registry.enrol(door ?? '', 'Door', null)).not.toBeNull();
    expect(await registry.deviceByToken(token)).toMatchObject({ name: 'Till 1' });
  });

  test('[REG2] a device is known by its token, also after a restart, and by nothing else', async () => {
    const { device, token } = await enrol('Till 1');
    expect(await house.engine.registry.deviceByToken(token)).toEqual(device);
    await house.reopen();
    expect(await house.engine.registry.deviceByToken(token)).toEqual(device);
    expect(await house.engine.registry.deviceByToken(`${token}x`)).toBeNull();
    expect(await house.engine.registry.deviceByToken('')).toBeNull();
  });

  test('[REG3] replicas learn name, key and prefix of a device from its cinema, and an import does not lose them', async () => {
    const one = await enrol('Till 1');
    const two = await enrol('Till 2');
    expect(one.device.prefix).not.toBe(two.device.prefix);
    await house.engine.put(CINEMA, 'cinemas', [{ ...makeCinema(), name: 'Rex Palace' }]);
    const [cinema] = await house.engine.list(CINEMA, 'cinemas');
    expect(cinema).toMatchObject({
      name: 'Rex Palace',
      devices: [one, two].map(({ device: { id, name, prefix } }) => ({
        id,
        name,
        prefix,
        publicKey: 'public-key',
      })),
    });
  });

  test('[REG4] prefixes are two characters, and no two devices of a cinema ever share one', () => {
    const all = Array.from({ length: PREFIXES_MAX }, (_, nth) => prefixOfNth(nth));
    expect(new Set(all).size).toBe(PREFIXES_MAX);
    for (const prefix of all) expect(prefix).toMatch(/^[A-Z][0-9A-Z]$/);
    expect(() => prefixOfNth(PREFIXES_MAX)).toThrow('every prefix');
  });

  test('[REG5] the database keeps no code, token or PIN that could be read back', async () => {
    const { token, code } = await enrol('Till 1');
    const id = StaffId.parse('ada');
    await house.engine.registry.addStaff(CINEMA, { id, name: 'Ada', role: 'clerk', pin: '271828' });
    await house.engine.close();
    const store = await openSqliteStore({ file: house.options.file });
    const kept = JSON.stringify([
      await store.cold.selectFrom('devices').selectAll().execute(),
      await store.cold.selectFrom('enrolment_codes').selectAll().execute(),
      await store.cold.selectFrom('staff').selectAll().execute(),
    ]);
    await store.close();
    for (const secret of [token, code, code.replaceAll('-', ''), '271828'])
      expect(kept).not.toContain(secret);
    expect(kept).toContain('$argon2id$');
  });

  test('[REG8] codes can be made beside the running server, and enrol at it', async () => {
    const { file } = house.options;
    const [code] = await createCodesBeside(file, CINEMA, 'door', 2, NOON_MS);
    const enrolled = await house.engine.registry.enrol(code ?? '', 'Door', null);
    expect(enrolled?.device).toMatchObject({ kind: 'door' });
    await expect(createCodesBeside(`${file}.no`, CINEMA, 'door', 1, NOON_MS)).rejects.toBeInstanceOf(
      StoreError,
    );
    const nowhere = createCodesBeside(file, CinemaId.parse('nowhere'), 'door', 1, NOON_MS);
    await expect(nowhere).rejects.toThrow('no cinema');
  });

  test('[REG1] codes are made for cinemas that exist', async () => {
    const codes = house.engine.registry.createCodes(CinemaId.parse('nowhere'), 'counter', 1);
    await expect(codes).rejects.toThrow('no cinema');
  });
});

describe('staff', () => {
  const ada = { id: StaffId.parse('ada'), name: 'Ada', role: 'supervisor', pin: '1234' } as const;
  const till = caller('till-1').device;
  const signIn = (pin: string, device = till) => house.engine.registry.signIn(device, ada.id, pin);

  beforeEach(() => house.engine.registry.addStaff(CINEMA, ada));

  test('[REG6] a right PIN opens a session on that device, until it is signed out or over', async () => {
    const { registry } = house.engine;
    const member = { id: 'ada', name: 'Ada', role: 'supervisor' };
    expect(await registry.staffOf(CINEMA)).toEqual([member]);
    const signed = await signIn('1234');
    if (signed.kind !== 'signed-in') throw new Error('the right PIN was refused');
    expect(signed.staff).toEqual(member);
    expect(await registry.staffByToken(till, signed.staffToken)).toEqual(member);
    expect(await registry.staffByToken(caller('till-2').device, signed.staffToken)).toBeNull();
    await registry.signOut(signed.staffToken);
    expect(await registry.staffByToken(till, signed.staffToken)).toBeNull();
    const again = await signIn('1234');
    if (again.kind !== 'signed-in') throw new Error('the right PIN was refused');
    house.clock.pass(again.expiresInSeconds * 1_000);
    expect(await registry.staffByToken(till, again.staffToken)).toBeNull();
  });

  test('[REG6] a wrong PIN, an unknown person and another cinema’s person are answered alike', async () => {
    const stranger = caller('spy', 'counter', { cinemaId: CinemaId.parse('odeon') }).device;
    expect(await signIn('4321')).toEqual({ kind: 'wrong' });
    expect(await signIn('1234', stranger)).toEqual({ kind: 'wrong' });
    expect(await house.engine.registry.signIn(till, StaffId.parse('nobody'), '1234')).toEqual({
      kind: 'wrong',
    });
  });

  test('[REG7] five wrong PINs in a row lock out for a minute, the next for two', async () => {
    for (let n = 0; n < 5; n += 1) expect(await signIn('9999')).toEqual({ kind: 'wrong' });
    expect(await signIn('1234')).toEqual({ kind: 'locked', retryAfterSeconds: 60 });
    house.clock.pass(60_000);
    expect(await signIn('9999')).toEqual({ kind: 'wrong' });
    expect(await signIn('1234')).toEqual({ kind: 'locked', retryAfterSeconds: 120 });
    house.clock.pass(120_000);
    expect(await signIn('1234')).toMatchObject({ kind: 'signed-in' });
    expect(await signIn('9999')).toEqual({ kind: 'wrong' });
    expect(await signIn('1234')).toMatchObject({ kind: 'signed-in' });
  });

  test('[REG7] guesses made at the same time are counted like guesses in a row', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn('9999')));
    expect(guesses.filter(({ kind }) => kind === 'wrong')).toHaveLength(5);
    expect(guesses.filter(({ kind }) => kind === 'locked')).toHaveLength(7);
  });

  test.each([
    [4, 0],
    [5, 60],
    [6, 120],
    [10, 1_920],
    [11, 3_600],
    [500, 3_600],
  ])('[REG7] after %i wrong PINs in a row the lock lasts %i seconds', (wrong, seconds) => {
    expect(lockAfter(wrong)).toBe(seconds);
  });
});
