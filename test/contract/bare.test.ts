import { expect, test } from 'vitest';
import { callVerb, isVerb } from '#electron/abilities/call-verb.ts';
import { CLAIM, fakeServer, job, payment, receipt } from '#electron/abilities/testing.ts';
import { findHost } from '#renderer/host/bridge.ts';
import { BRIDGE, type BridgeVerb } from '#shared/wire/bridge.ts';

/** What each verb is said with here; every verb of the bridge must be in it. */
const SAID: Readonly<Record<BridgeVerb, unknown>> = {
  identity: {},
  enrol: { serverUrl: 'http://server', code: 'good', name: 'Laptop' },
  signTicket: CLAIM,
  print: job(),
  printReceipt: { jobId: 'job-1', bookingId: 'b-1', receipt: receipt() },
  openDrawer: { reason: 'change' },
  appendJournal: payment(1),
  readJournal: { afterSeq: 0 },
  terminalBegin: { paymentId: 'p-1', amount: 1_250, currency: 'EUR' },
  terminalInquire: { paymentId: 'p-1' },
  terminalReverse: { paymentId: 'p-1' },
  terminalAbort: { paymentId: 'p-1' },
  terminalRefund: { refundId: 'r-1', amount: 5, currency: 'EUR' },
  terminalEndOfDay: { currency: 'EUR' },
  enterKiosk: {},
  leaveKiosk: { pin: '1234' },
  rememberSignIn: { staff: { id: 'staff-1', name: 'Ada', role: 'clerk' }, pin: '1234' },
  hearStaff: { staff: [] },
  offlineStaff: {},
  signInOffline: { staffId: 'staff-1', pin: '1234' },
};

/** A page from an ordinary web server, and the sync server it may talk to. */
function browser() {
  const server = fakeServer();
  server.kind = 'manager';
  const kept = new Map<string, string>();
  const page = {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    location: { origin: 'http://laptop.example' },
  };
  const send: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.startsWith('/')
      ? Promise.resolve(new Response('<html>not found</html>', { status: 404 }))
      : server.fetch(input, init);
  };
  return { server, open: () => findHost(page, send) };
}

test('[HC9] a bare browser is enrolled, remembers it, and says politely of each thing that it cannot do', async () => {
  const { server, open } = browser();
  const host = await open();
  expect(await host.identity({})).toEqual({ enrolled: false, serverUrl: 'http://laptop.example' });
  const bad = host.enrol({ serverUrl: 'http://server', code: 'bad', name: 'Laptop' });
  await expect(bad).rejects.toThrow('no such code');
  server.down = true;
  const away = host.enrol({ serverUrl: 'http://server/', code: 'good', name: 'Laptop' });
  await expect(away).rejects.toThrow('no answer from http://server');
  server.down = false;
  const said: Record<string, string> = {};
  for (const verb of Object.keys(BRIDGE).filter(isVerb)) {
    said[verb] = await callVerb(host, verb, SAID[verb]).then(
      (answer) => (BRIDGE[verb].output.safeParse(answer).success ? 'answered' : 'nonsense'),
      (error: unknown) => (error instanceof Error ? error.message : 'no error'),
    );
  }
  const answered = Object.keys(said).filter((verb) => said[verb] === 'answered');
  expect(answered).toEqual(['identity', 'enrol', 'readJournal', 'enterKiosk', 'leaveKiosk']);
  for (const [verb, words] of Object.entries(said))
    if (!answered.includes(verb))
      expect([verb, words]).toEqual([verb, expect.stringMatching(/^this browser .*: open Foyer/)]);
  expect(await (await open()).identity({})).toMatchObject({
    enrolled: true,
    kind: 'manager',
    name: 'Laptop',
  });
});

test('[HC9] a host that is there and does not answer is not replaced by the browser alone', async () => {
  const page = {
    localStorage: { getItem: () => null, setItem: () => undefined },
    location: { origin: 'http://127.0.0.1' },
  };
  const gone = findHost(page, () => Promise.reject(new TypeError('fetch failed')));
  await expect(gone).rejects.toThrow('this page has no host');
  const error = { error: { code: 'internal', message: 'no' } };
  const broken = findHost(page, () => Promise.resolve(Response.json(error, { status: 500 })));
  await expect(broken).rejects.toThrow('this page has no host');
});
