import { expect, test } from 'vitest';
import { identityOf } from '#renderer/replica/testing/house.ts';
import type { BridgeVerb } from '#shared/wire/bridge.ts';
import { bridgeOver, carrierOf } from './bridge.ts';
import { HostError } from './host-error.ts';

const job = { reason: 'change' };

test('[HST1] in a browser the verbs go to the agent that serves the page, marked as its own', async () => {
  const asked: Request[] = [];
  const carry = carrierOf({}, async (input, init) => {
    asked.push(
      new Request(new URL(input instanceof Request ? input.url : input, 'http://127.0.0.1:8411'), init),
    );
    return Response.json({ result: 'printed' });
  });
  expect(await bridgeOver(carry).openDrawer(job)).toEqual({ result: 'printed' });
  const [request] = asked;
  expect(request?.url).toBe('http://127.0.0.1:8411/bridge/openDrawer');
  expect(request?.headers.get('x-foyer-bridge')).toBe('1');
  expect(await request?.json()).toEqual(job);
});

test('[HST1] in Electron the preload’s functions are called instead', async () => {
  const foyer: Partial<Record<BridgeVerb, (input: unknown) => Promise<unknown>>> = {
    identity: () => Promise.resolve(identityOf(1)),
    openDrawer: () => Promise.resolve({ result: 'failed', message: 'no drawer' }),
  };
  const bridge = bridgeOver(carrierOf({ foyer }, () => expect.unreachable()));
  expect(await bridge.identity({})).toEqual(identityOf(1));
  expect(await bridge.openDrawer(job)).toEqual({ result: 'failed', message: 'no drawer' });
  await expect(bridge.readJournal({ afterSeq: 0 })).rejects.toThrow('this host cannot readJournal');
});

test('[HST2] what the host says is checked before it is believed', async () => {
  const bridge = bridgeOver(() => Promise.resolve({ result: 'maybe' }));
  await expect(bridge.openDrawer(job)).rejects.toThrow();
  await expect(bridge.openDrawer({ reason: 'x'.repeat(300) })).rejects.toThrow();
});

test('[HST2] a host that cannot do a thing says so in its own words', async () => {
  const error = { error: { code: 'no-printer', message: 'No printer is set up.' } };
  const carry = carrierOf({}, () => Promise.resolve(Response.json(error, { status: 501 })));
  await expect(bridgeOver(carry).openDrawer(job)).rejects.toThrow(new HostError('No printer is set up.'));
});
