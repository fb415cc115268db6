import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { verifyJournal } from '#shared/domain/journal/chain.ts';
import { OWNER, payment, temporaryFolder } from '../testing.ts';
import { journalCrypto } from './entry.ts';
import { openJournal } from './journal.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const PUBLIC_KEY = String(publicKey.export({ format: 'jwk' }).x);
const KILLS = 3;

/** A till that appends as fast as it can and says each number it was answered with. */
const APPENDER = `
const [folder, keyFile] = process.argv.slice(-2);
const { createPrivateKey, createPublicKey, sign } = await import('node:crypto');
const { readFileSync } = await import('node:fs');
const { openJournal } = await import(${url('journal.ts')});
const { OWNER, payment } = await import(${url('../testing.ts')});
const key = createPrivateKey(readFileSync(keyFile));
const journal = await openJournal({
  folder, owner: OWNER, now: Date.now,
  publicKey: createPublicKey(key).export({ format: 'jwk' }).x,
  sign: (bytes) => sign(null, bytes, key),
});
const begin = Date.now();
for (let n = 0; ; n += 1) {
  const entry = await journal.append(payment(begin + n));
  process.stdout.write(entry.seq + '\\n');
}`;

function url(file: string): string {
  return JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href);
}

async function appendUntilKilled(folder: string, keyFile: string, ms: number): Promise<number> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', APPENDER, '--', folder, keyFile];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = 0;
  let text = '';
  const first = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      acknowledged = Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
      resolve();
    });
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  await first;
  await wait(ms);
  child.kill('SIGKILL');
  await gone;
  return acknowledged;
}

test('[I6] no entry that was answered for is lost when the host is killed, again and again', async () => {
  using folder = temporaryFolder();
  const keyFile = join(folder.path, 'key.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const acknowledged = await appendUntilKilled(folder.path, keyFile, 40 * kill);
    const journal = await openJournal({
      folder: folder.path,
      owner: OWNER,
      publicKey: PUBLIC_KEY,
      sign: (bytes) => sign(null, bytes, privateKey),
      now: Date.now,
    });
    const entries = [];
    for (let page = await journal.read(0); page.length > 0; page = await journal.read(entries.length)) {
      entries.push(...page);
    }
    expect(acknowledged).toBeGreaterThan(0);
    expect(entries.length).toBeGreaterThanOrEqual(acknowledged);
    expect(await verifyJournal(entries, journalCrypto(PUBLIC_KEY))).toEqual([]);
    await journal.append(payment(kill));
    await journal.close();
  }
});
