import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toBase64Url } from '#shared/domain/base64url.ts';
import { headBytes } from '#shared/domain/journal/head.ts';
import { JournalEntry } from '#shared/wire/till.ts';
import { openJournal } from '../abilities/journal/journal.ts';
import { OWNER, payment, temporaryFolder } from '../abilities/testing.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const KEY = String(publicKey.export({ format: 'jwk' }).x);

function verify(...args: string[]): { code: number | null; out: string; err: string } {
  const script = join(import.meta.dirname, 'verify-journal.ts');
  const run = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** A device's folder with a journal of three entries; the path of the journal. */
async function written(folder: string): Promise<string> {
  const journal = await openJournal({
    folder,
    owner: OWNER,
    publicKey: KEY,
    sign: (bytes) => sign(null, bytes, privateKey),
    now: () => 1_700_000_000_000,
  });
  for (let n = 1; n <= 3; n += 1) await journal.append(payment(n));
  await journal.close();
  return join(folder, 'journal', 'dev-1.jsonl');
}

test('[JRN9] a sound journal ends with 0, one that is not with 1 and its faults', async () => {
  using folder = temporaryFolder();
  const file = await written(folder.path);
  expect(verify(file, '--key', KEY)).toMatchObject({ code: 0, out: expect.stringMatching(/\nsound\n$/) });
  // The key is found in the device's folder, where it lies open.
  writeFileSync(join(folder.path, 'device-key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  expect(verify(file)).toMatchObject({ code: 0 });
  writeFileSync(file, readFileSync(file, 'utf8').replace('"amount":1252', '"amount":1'));
  expect(verify(file)).toMatchObject({ code: 1, out: expect.stringMatching(/^line 2, entry 2: changed/) });
  truncateSync(file, 100);
  expect(verify(file)).toMatchObject({ code: 1, out: expect.stringMatching(/^line 1: torn/) });
});

test('[JRN9] what cannot be looked at ends with 2 and a sentence', async () => {
  using folder = temporaryFolder();
  const file = await written(folder.path);
  expect(verify(file)).toMatchObject({ code: 2, err: expect.stringMatching(/--key/) });
  expect(verify(file, '--key', 'short')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no public key/),
  });
  expect(verify(join(folder.path, 'none.jsonl'), '--key', KEY)).toMatchObject({ code: 2 });
  expect(verify()).toMatchObject({ code: 2 });
});

test('[JRN11] a cut end is found by what the server has counter-signed, and a forged counter-signature is no witness', async () => {
  using folder = temporaryFolder();
  const file = await written(folder.path);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const last = JournalEntry.parse(JSON.parse(lines.at(-1) ?? ''));
  const server = generateKeyPairSync('ed25519');
  const serverKey = String(server.publicKey.export({ format: 'jwk' }).x);
  const said = { deviceId: last.deviceId, publicKey: KEY, seq: 3, hash: last.hash, at: last.at };
  const head = { ...said, signature: toBase64Url(sign(null, headBytes(said), server.privateKey)) };
  const beside = join(folder.path, 'journal', 'dev-1.head.json');
  writeFileSync(beside, JSON.stringify({ serverKey, head }));
  // The server has signed for the device's key, too: nobody has to name it.
  expect(verify(file)).toMatchObject({
    code: 0,
    out: expect.stringContaining('counter-signed up to entry 3'),
  });
  expect(verify(file, '--server-key', serverKey)).toMatchObject({ code: 0 });
  expect(verify(file, '--server-key', KEY)).toMatchObject({ code: 2 });
  expect(verify(file, '--server-key', KEY, '--key', KEY).out).toContain('it is of another server');
  expect(verify(file, '--key', serverKey).out).toContain('the server knows this device by the key');
  writeFileSync(file, `${lines.slice(0, 2).join('\n')}\n`);
  expect(verify(file)).toMatchObject({ code: 1, out: expect.stringMatching(/^line 3, entry 3: cut/) });
  const moved = join(folder.path, 'head.json');
  renameSync(beside, moved);
  expect(verify(file, '--key', KEY)).toMatchObject({
    code: 0,
    out: expect.stringContaining('could not be found'),
  });
  expect(verify(file, '--head', moved)).toMatchObject({ code: 1 });
  writeFileSync(moved, JSON.stringify({ serverKey, head: { ...head, seq: 2 } }));
  expect(verify(file, '--key', KEY, '--head', moved)).toMatchObject({
    code: 1,
    out: expect.stringContaining('the signature is not the server’s'),
  });
});
