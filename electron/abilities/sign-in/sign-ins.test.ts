import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { afterEach, expect, test } from 'vitest';
import type { StaffMember } from '#shared/wire/messages.ts';
import { DeviceId, StaffId } from '#shared/wire/scalars.ts';
import { plainBox, type SecretBox } from '../secret-box.ts';
import { OWNER, temporaryFolder } from '../testing.ts';
import { openSignIns, type SignIns } from './sign-ins.ts';

const HOUR_MS = 60 * 60 * 1_000;
const member = (id: string, role: StaffMember['role'] = 'clerk'): StaffMember => ({
  id: StaffId.parse(id),
  name: `Person ${id}`,
  role,
});
const [ADA, BO] = [member('ada'), member('bo', 'supervisor')];

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** One machine: its clocks, its disk, and a host that can be started anew. */
function machine(box: SecretBox = plainBox) {
  const folder = temporaryFolder();
  open.push(() => folder[Symbol.dispose]());
  const clock = { wallMs: 10 ** 12, upMs: 10 ** 6 };
  let owner: DeviceId | null = OWNER.deviceId;
  const start = (): SignIns => {
    const host = openSignIns({
      folder: folder.path,
      box,
      owner: () => owner,
      now: () => clock.wallMs,
      uptimeMs: () => clock.upMs,
    });
    open.push(() => host.close());
    return host;
  };
  return {
    path: folder.path,
    clock,
    start,
    enrolAs: (id: DeviceId | null) => {
      owner = id;
    },
    pass: (ms: number) => {
      clock.wallMs += ms;
      clock.upMs += ms;
    },
  };
}

test('[SGN1] whoever the server let sign in signs in again for a day, with the same PIN and role; nobody else does', async () => {
  const at = machine();
  const host = at.start();
  expect(await host.check(ADA.id, '1111')).toEqual({ result: 'not-remembered' });
  await host.remember(ADA, '1111');
  await host.remember(BO, '2222');
  expect(await host.who()).toEqual([ADA, BO]);
  const again = at.start();
  expect(await again.check(BO.id, '2222')).toMatchObject({ result: 'right', staff: BO });
  expect(await again.check(BO.id, '1111')).toEqual({ result: 'wrong' });
  at.pass(24 * HOUR_MS - 1);
  expect(await again.check(ADA.id, '1111')).toMatchObject({ result: 'right' });
  at.pass(1);
  expect(await again.check(ADA.id, '1111')).toEqual({ result: 'not-remembered' });
  expect(await again.who()).toEqual([]);
});

test('[SGN1] signing in without the server prolongs nothing; with it the day begins anew', async () => {
  const at = machine();
  const host = at.start();
  await host.remember(ADA, '1111');
  at.pass(23 * HOUR_MS);
  expect(await host.check(ADA.id, '1111')).toMatchObject({ result: 'right' });
  at.pass(HOUR_MS);
  expect(await host.check(ADA.id, '1111')).toEqual({ result: 'not-remembered' });
  await host.remember(ADA, '9999');
  expect(await host.check(ADA.id, '9999')).toMatchObject({ result: 'right' });
  expect(await host.check(ADA.id, '1111')).toEqual({ result: 'wrong' });
});

test('[SGN2] five wrong PINs lock a person out for a minute that doubles; a restart does not help, and nobody else waits', async () => {
  const at = machine();
  const host = at.start();
  await host.remember(ADA, '1111');
  await host.remember(BO, '2222');
  const guesses = await Promise.all(Array.from({ length: 6 }, () => host.check(ADA.id, '0000')));
  expect(guesses.map(({ result }) => result)).toEqual([...Array(5).fill('wrong'), 'locked']);
  const again = at.start();
  expect(await again.check(ADA.id, '1111')).toEqual({ result: 'locked', retryAfterSeconds: 60 });
  expect(await again.check(BO.id, '2222')).toMatchObject({ result: 'right' });
  at.clock.wallMs -= 48 * HOUR_MS;
  expect(await again.check(ADA.id, '1111')).toEqual({ result: 'locked', retryAfterSeconds: 60 });
  at.clock.upMs += 60_000;
  expect(await again.check(ADA.id, '0000')).toEqual({ result: 'wrong' });
  expect(await again.check(ADA.id, '1111')).toEqual({ result: 'locked', retryAfterSeconds: 120 });
  await again.remember(ADA, '1111');
  expect(await again.check(ADA.id, '1111')).toMatchObject({ result: 'right' });
});

property.prop(
  [fc.array(fc.integer({ min: -100 * HOUR_MS, max: 30 * HOUR_MS }), { minLength: 40, maxLength: 60 })],
  { numRuns: 4 },
)('[SGN2] no play with the clock gets more than two score guesses out of a day', async (steps) => {
  const at = machine();
  const host = at.start();
  await host.remember(ADA, '1111');
  let guesses = 0;
  for (const byMs of [0, 0, 0, 0, ...steps]) {
    at.clock.wallMs += byMs;
    if ((await host.check(ADA.id, '0000')).result === 'wrong') guesses += 1;
  }
  expect(guesses).toBeLessThanOrEqual(40);
});

test('[SGN4] whom the server no longer names is forgotten, and a changed role counts', async () => {
  const at = machine();
  const host = at.start();
  await host.remember(ADA, '1111');
  await host.remember(BO, '2222');
  await host.hear([{ ...BO, role: 'clerk' }, member('cy')]);
  expect(await host.check(ADA.id, '1111')).toEqual({ result: 'not-remembered' });
  expect(await host.check(BO.id, '2222')).toMatchObject({ result: 'right', staff: { role: 'clerk' } });
  expect(await host.who()).toEqual([{ ...BO, role: 'clerk' }]);
});

test('[SGN5] only hashes are on disk, and they are worth nothing on another machine, to another device, or without the pepper', async () => {
  const box: SecretBox = {
    seal: (text) => Buffer.from(text).toString('base64url'),
    open: (sealed) => Buffer.from(sealed, 'base64url').toString(),
  };
  const at = machine(box);
  const host = at.start();
  await host.remember(ADA, '4711471147');
  const files = readdirSync(at.path).map((name) => readFileSync(join(at.path, name), 'utf8'));
  expect(files.join()).not.toMatch(/4711471147|argon2|Person/);
  const opened = files.map((sealed) => box.open(sealed)).join();
  expect(opened).toMatch(/\$argon2id\$/);
  expect(opened).not.toContain('4711471147');
  const elsewhere = machine(box);
  writeFileSync(join(elsewhere.path, 'sign-ins'), readFileSync(join(at.path, 'sign-ins')));
  expect(await elsewhere.start().check(ADA.id, '4711471147')).toEqual({ result: 'not-remembered' });
  at.enrolAs(DeviceId.parse('dev-2'));
  expect(await host.check(ADA.id, '4711471147')).toEqual({ result: 'not-remembered' });
  at.enrolAs(null);
  await host.remember(BO, '2222');
  expect(await host.who()).toEqual([]);
  at.enrolAs(OWNER.deviceId);
  rmSync(join(at.path, 'sign-in-pepper'));
  expect(await host.check(ADA.id, '4711471147')).toEqual({ result: 'not-remembered' });
  await host.remember(BO, '2222');
  expect(await host.who()).toEqual([BO]);
  writeFileSync(join(at.path, 'sign-ins'), 'damaged');
  expect(await host.who()).toEqual([]);
});
