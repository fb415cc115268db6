import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
