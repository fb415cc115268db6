import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AS_TILL } from '../http/testing/bearer.ts';
import { CLERK, fakeEngine } from '../http/testing/fake-engine.ts';
import { bearerToken, openIdentifier, REMEMBERED_MS_MAX, TOKEN_LENGTH_MAX } from './identify.ts';
import { limiter } from './limiter.ts';
import { recent } from './recent.ts';

test.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['Bearer   a.b-c_d~e+f/g=', 'a.b-c_d~e+f/g='],
  ['Bearer', null],
  ['Basic abc', null],
  ['Bearer a b', null],
  ['Bearer a, Bearer b', null],
  [`Bearer ${'x'.repeat(TOKEN_LENGTH_MAX + 20)}`, null],
  [undefined, null],
])('[AUT1] the token of %j is %j', (header, token) => {
  expect(bearerToken(header)).toBe(token);
});

test('[AUT1] whatever stands in the header, reading it is quick and safe', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (header) => {
      const token = bearerToken(header);
      return token === null || header.includes(token);
    }),
  );
});

test('[AUT2] a token is looked up once and remembered for a moment only', async () => {
  const engine = fakeEngine();
  let nowMs = 0;
  const identifier = openIdentifier(engine.registry, () => nowMs);
  await identifier.identify(AS_TILL);
  await identifier.identify(AS_TILL);
  expect(engine.lookups).toBe(1);
  nowMs += REMEMBERED_MS_MAX;
  await identifier.identify(AS_TILL);
  expect(engine.lookups).toBe(2);
});

test('[AUT2] unknown tokens are not remembered, so they cannot push the known ones out', async () => {
  const engine = fakeEngine();
  const identifier = openIdentifier(engine.registry);
  const stranger = { authorization: 'Bearer nobody' };
  expect(await identifier.identify(stranger)).toEqual({ kind: 'unknown', why: 'unknown-device' });
  engine.addDevice('nobody', {});
  expect(await identifier.identify(stranger)).toMatchObject({ kind: 'known' });
});

test('[AUT3] a staff token that is unknown or has run out means that nobody is signed in', async () => {
  const engine = fakeEngine();
  engine.signInAs('ada', CLERK);
  const identifier = openIdentifier(engine.registry);
  const as = (staff: string) => identifier.identify({ ...AS_TILL, 'foyer-staff': staff });
  expect(await as('ada')).toMatchObject({ kind: 'known', caller: { staff: CLERK } });
  expect(await as('gone')).toMatchObject({ kind: 'known', caller: { staff: null } });
  expect(await as('x'.repeat(TOKEN_LENGTH_MAX + 1))).toMatchObject({ caller: { staff: null } });
});

test('[AUT4] the replica is part of who asks, and a malformed one is refused', async () => {
  const identifier = openIdentifier(fakeEngine().registry);
  const as = (replica: string) => identifier.identify({ ...AS_TILL, 'foyer-replica': replica });
  expect(await as('replica-1')).toMatchObject({ caller: { replicaId: 'replica-1' } });
  expect(await as('no good')).toEqual({ kind: 'unknown', why: 'malformed-replica' });
});

test('[AUT2] the memory of tokens is bounded: the one longest unused goes', () => {
  const memory = recent<number>(2, 1_000, () => 0);
  memory.set('a', 1);
  memory.set('b', 2);
  memory.get('a');
  memory.set('c', 3);
  expect([memory.get('a'), memory.get('b'), memory.get('c'), memory.size]).toEqual([1, undefined, 3, 2]);
});

test('[AUT5] a budget allows its burst, says how long to wait, and refills', () => {
  let nowMs = 0;
  const budget = limiter({ burst: 3, perSecond: 1, keysMax: 10 }, () => nowMs);
  expect([1, 2, 3, 4].map(() => budget.take('till'))).toEqual([0, 0, 0, 1]);
  expect(budget.take('other')).toBe(0);
  nowMs = 1_000;
  expect([budget.take('till'), budget.take('till')]).toEqual([0, 1]);
});

test('[AUT5] what is given back can be taken again, but never more than the burst', () => {
  const budget = limiter({ burst: 2, perSecond: 0.1, keysMax: 10 }, () => 0);
  budget.giveBack('till');
  expect([budget.take('till'), budget.take('till')]).toEqual([0, 0]);
  expect(budget.take('till')).toBe(10);
  budget.giveBack('till');
  expect(budget.take('till')).toBe(0);
});

test('[AUT5] over any stretch of time a key gets at most its burst and its refill', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 500 }),
    takes: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      let nowMs = 0;
      let taken = 0;
      const budget = limiter({ burst: 5, perSecond: 10, keysMax: 3 }, () => nowMs);
      for (const { afterMs, takes } of steps) {
        nowMs += afterMs;
        for (let take = 0; take < takes; take += 1) if (budget.take('till') === 0) taken += 1;
      }
      return taken <= 5 + (nowMs / 1_000) * 10 + 1e-6;
    }),
  );
});
