import { createPublicKey, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeTicketQr } from '#shared/domain/ticket-qr.ts';
import { type Abilities, openAbilities } from './abilities.ts';
import { callVerb } from './call-verb.ts';
import { CLAIM, fakeServer, job, payment, temporaryFolder } from './testing.ts';

const INVITED = { serverUrl: 'http://server', code: 'good', name: 'Counter 1' };

async function open(folder: string, server = fakeServer()): Promise<Abilities> {
  return openAbilities({ folder, serverUrl: 'http://server', now: Date.now, fetch: server.fetch });
}

test('[AGT10] the host signs its own tickets and no others', async () => {
  using folder = temporaryFolder();
  const abilities = await open(folder.path);
  await expect(abilities.bridge.signTicket(CLAIM)).rejects.toThrow(/not enrolled/);
  const identity = await abilities.bridge.enrol(INVITED);
  const { qr } = await abilities.bridge.signTicket(CLAIM);
  const read = decodeTicketQr(qr);
  if (read === null || !identity.enrolled) throw new Error('no ticket');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: identity.publicKey }, format: 'jwk' });
  expect(verify(null, read.signed, key, read.signature)).toBe(true);
  await expect(callVerb(abilities.bridge, 'signTicket', { ...CLAIM, deviceId: 'dev-9' })).rejects.toThrow(
    /signs no tickets of dev-9/,
  );
  await abilities.close();
});

test('[AGT3] a new enrolment begins a journal of its own and keeps the old one', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const abilities = await open(folder.path, server);
  await expect(abilities.bridge.appendJournal(payment(1))).rejects.toThrow(/not enrolled/);
  await abilities.bridge.enrol(INVITED);
  expect(await abilities.bridge.appendJournal(payment(1))).toMatchObject({ id: 'dev-1.1' });
  server.tokens.clear();
  await abilities.bridge.enrol(INVITED);
  expect(await abilities.bridge.appendJournal(payment(2))).toMatchObject({ id: 'dev-2.1', prev: '' });
  expect((await abilities.bridge.readJournal({ afterSeq: 0 })).entries).toHaveLength(1);
  expect(existsSync(join(folder.path, 'journal', 'dev-1.jsonl'))).toBe(true);
  await abilities.close();
});

test('[AGT8] signing, the journal and printing need no server', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const first = await open(folder.path, server);
  await first.bridge.enrol(INVITED);
  await first.close();
  server.down = true;
  const abilities = await open(folder.path, server);
  expect(await abilities.bridge.identity({})).toMatchObject({ enrolled: true });
  expect((await abilities.bridge.signTicket(CLAIM)).qr).toMatch(/^F1\./);
  expect((await abilities.bridge.appendJournal(payment(1))).seq).toBe(1);
  expect(await abilities.bridge.print(job())).toEqual({ result: 'printed' });
  await abilities.close();
});

test('[AGT7] what a page says is parsed before anything is done with it', async () => {
  using folder = temporaryFolder();
  const abilities = await open(folder.path);
  for (const wrong of [null, undefined, 7, {}, { at: 'now' }, { ...payment(1), extra: true }]) {
    await expect(callVerb(abilities.bridge, 'appendJournal', wrong)).rejects.toThrow(/was called wrongly/);
  }
  await expect(callVerb(abilities.bridge, 'print', { ...job(), tickets: [] })).rejects.toThrow(
    /called wrongly/,
  );
  await abilities.close();
});
