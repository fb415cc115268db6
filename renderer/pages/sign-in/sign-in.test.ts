import { expect, test } from 'vitest';
import { FakeHost } from '#renderer/commands/testing/host.ts';
import { identityOf } from '#renderer/replica/testing/house.ts';
import type { Bridge, BridgeOutput } from '#shared/wire/bridge.ts';
import { StaffMember } from '#shared/wire/messages.ts';
import { outcomeOf, signInHere } from './sign-in.ts';

const ADA = StaffMember.parse({ id: 'staff-1', name: 'Ada', role: 'clerk' });
const GRANTED = { staff: ADA, staffToken: 'token', expiresInSeconds: 100 };

const refused = (code: string, retryAfterSeconds = 0) =>
  outcomeOf({ kind: 'refused', code, message: 'No.', retryAfterSeconds });

test('[CTR22] a wrong PIN, a lock and a dead line are three different things', () => {
  expect(refused('wrong-pin')).toEqual({ kind: 'wrong' });
  expect(refused('locked', 60)).toEqual({ kind: 'locked', seconds: 60 });
  expect(refused('too-many-requests', 5)).toEqual({ kind: 'locked', seconds: 5 });
  expect(refused('not-allowed')).toEqual({ kind: 'refused', message: 'No.' });
  expect(outcomeOf({ kind: 'unreachable' })).toEqual({ kind: 'unreachable' });
});

test('[CTR26] a server that can do nothing just now is as good as gone', () => {
  for (const code of ['busy', 'internal', 'store-full', 'http-502'])
    expect(refused(code, 5)).toEqual({ kind: 'unreachable' });
});

/** A host that answers `said` to a PIN, and what it was told to remember. */
function host(said: BridgeOutput<'signInOffline'> | 'cannot') {
  const told: unknown[] = [];
  const bridge: Bridge = {
    ...new FakeHost().bridge,
    rememberSignIn: async (input) => {
      told.push(input);
      return {};
    },
    signInOffline: async (input) => {
      told.push(input);
      if (said === 'cannot') throw new Error('this browser signs nobody in');
      return said;
    },
  };
  return { told, bridge };
}

const how = (bridge: Bridge) => ({ identity: identityOf(1), bridge, staffId: ADA.id, pin: '1234' });
const answering =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));
const gone = () => Promise.reject(new TypeError('fetch failed'));

test('[CTR26] while the server answers, it alone decides; whom it lets in the host remembers', async () => {
  const { bridge, told } = host({ result: 'right', staff: ADA, expiresInSeconds: 5 });
  expect(await signInHere(how(bridge), answering(GRANTED))).toEqual({ kind: 'signed-in', answer: GRANTED });
  expect(told).toEqual([{ staff: ADA, pin: '1234' }]);
  const no = { error: { code: 'wrong-pin', message: 'No.' } };
  expect(await signInHere(how(bridge), answering(no, 403))).toEqual({ kind: 'wrong' });
  expect(told).toHaveLength(1);
  const forgetful = { ...bridge, rememberSignIn: () => Promise.reject(new Error('cannot')) };
  expect(await signInHere(how(forgetful), answering(GRANTED))).toMatchObject({ kind: 'signed-in' });
});

test('[CTR26] without the server the same PIN is checked by the host, with no other step', async () => {
  const say = async (said: Parameters<typeof host>[0]) => signInHere(how(host(said).bridge), gone);
  expect(await say({ result: 'right', staff: ADA, expiresInSeconds: 5 })).toEqual({
    kind: 'signed-in-offline',
    staff: ADA,
    seconds: 5,
  });
  expect(await say({ result: 'wrong' })).toEqual({ kind: 'wrong' });
  expect(await say({ result: 'locked', retryAfterSeconds: 60 })).toEqual({ kind: 'locked', seconds: 60 });
  expect(await say({ result: 'not-remembered' })).toEqual({ kind: 'not-remembered' });
  expect(await say('cannot')).toEqual({ kind: 'unreachable' });
});
