import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyJournal } from '#shared/domain/journal/chain.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { OWNER, payment, temporaryFolder } from '../testing.ts';
import { type AppendFile, openAppendFile } from './append-file.ts';
import { journalCrypto } from './entry.ts';
import { type Journal, openJournal } from './journal.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const PUBLIC_KEY = String(publicKey.export({ format: 'jwk' }).x);
const NOW = 1_700_000_000_000;

function open(folder: string, openFile?: (file: string) => Promise<AppendFile>): Promise<Journal> {
  return openJournal({
    folder,
    owner: OWNER,
    publicKey: PUBLIC_KEY,
    sign: signWith(privateKey),
    now: () => NOW,
    ...(openFile === undefined ? {} : { openFile }),
  });
}
const signWith = (key: KeyObject) => (bytes: Uint8Array) => sign(null, bytes, key);
const fileIn = (folder: string): string => join(folder, 'journal', 'dev-1.jsonl');

async function filled(folder: string, count: number): Promise<JournalEntry[]> {
  const journal = await open(folder);
  const entries = [];
  for (let n = 1; n <= count; n += 1) entries.push(await journal.append(payment(n)));
  await journal.close();
  return entries;
}

test('[JRN1] entries are numbered without a gap, chained and signed, and verify without a server', async () => {
  using folder = temporaryFolder();
  const entries = await filled(folder.path, 5);
  expect(entries.map((entry) => [entry.id, entry.seq])).toEqual(
    [1, 2, 3, 4, 5].map((n) => [`dev-1.${n}`, n]),
  );
  expect(entries[0]?.prev).toBe('');
  expect(entries[3]?.prev).toBe(entries[2]?.hash);
  expect(await verifyJournal(entries, journalCrypto(PUBLIC_KEY))).toEqual([]);
});

test('[JRN2] an answer is given only after the entry is on the disk', async () => {
  using folder = temporaryFolder();
  const steps: string[] = [];
  const journal = await open(folder.path, async (path) => {
    const file = await openAppendFile(path);
    return {
      ...file,
      write: async (bytes, position) => {
        await file.write(bytes, position);
        steps.push('written');
      },
      sync: async () => {
        await file.sync();
        steps.push('synced');
      },
    };
  });
  steps.length = 0;
  await journal.append(payment(1)).then(() => steps.push('answered'));
  expect(steps).toEqual(['written', 'synced', 'answered']);
  await journal.close();
  expect(statSync(fileIn(folder.path)).mode & 0o777).toBe(0o600);
});

test('[JRN3] wherever a crash cuts the last entry off, it goes and the others stay', async () => {
  using folder = temporaryFolder();
  const entries = await filled(folder.path, 3);
  const file = fileIn(folder.path);
  const whole = readFileSync(file);
  const lastStart = whole.subarray(0, -1).lastIndexOf(0x0a) + 1;
  const cuts = fc.integer({ min: lastStart + 1, max: whole.length - 1 });
  const tails = fc.constantFrom('', '\0'.repeat(512), '{"seq":', '\n');
  await fc.assert(
    fc.asyncProperty(cuts, tails, async (cut, tail) => {
      writeFileSync(file, Buffer.concat([whole.subarray(0, cut), Buffer.from(tail)]));
      const journal = await open(folder.path);
      const kept = await journal.read(0);
      const next = await journal.append(payment(99));
      await journal.close();
      expect(kept.slice(0, 2)).toEqual(entries.slice(0, 2));
      expect(kept[2]?.event).toMatchObject({ kind: 'technical', event: 'journal-end-cut' });
      expect(await verifyJournal([...kept, next], journalCrypto(PUBLIC_KEY))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('[JRN3] what was cut off is kept beside the journal', async () => {
  using folder = temporaryFolder();
  await filled(folder.path, 2);
  const file = fileIn(folder.path);
  truncateSync(file, statSync(file).size - 10);
  await (await open(folder.path)).close();
  const aside = readdirSync(join(folder.path, 'journal')).filter((name) => name.includes('.torn-at-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(folder.path, 'journal', String(aside[0])), 'utf8')).toContain('"dev-1.2"');
});

test('[JRN3] damage that no crash can do is refused, and the file is left alone', async () => {
  using folder = temporaryFolder();
  await filled(folder.path, 3);
  const file = fileIn(folder.path);
  const changed = readFileSync(file, 'utf8').replace('"amount":1252', '"amount":1');
  writeFileSync(file, changed);
  await expect(open(folder.path)).rejects.toThrow(/damaged at entry 2/);
  expect(readFileSync(file, 'utf8')).toBe(changed);
});

test('[JRN4] appends at once get one number each, in one file without a gap', async () => {
  using folder = temporaryFolder();
  const journal = await open(folder.path);
  const entries = await Promise.all(Array.from({ length: 100 }, (_, n) => journal.append(payment(n))));
  expect(new Set(entries.map((entry) => entry.seq)).size).toBe(100);
  expect(await verifyJournal(await journal.read(0), journalCrypto(PUBLIC_KEY))).toEqual([]);
  await journal.close();
});

test('[JRN4] the very same append again returns the same entry, also after a restart', async () => {
  using folder = temporaryFolder();
  const [first] = await filled(folder.path, 1);
  const journal = await open(folder.path);
  expect(await journal.append(payment(1))).toEqual(first);
  const [a, b] = await Promise.all([journal.append(payment(2)), journal.append(payment(2))]);
  expect(a).toEqual(b);
  expect(await journal.read(0)).toHaveLength(2);
  await journal.close();
});

test('[JRN4] more appends than a till can mean are refused rather than queued', async () => {
  using folder = temporaryFolder();
  const journal = await open(folder.path);
  const many = await Promise.allSettled(Array.from({ length: 250 }, (_, n) => journal.append(payment(n))));
  expect(many.filter((one) => one.status === 'rejected')).toHaveLength(50);
  await journal.close();
  await expect(journal.append(payment(1_000))).rejects.toThrow(/closed/);
});

test('[JRN5] a write that fails is said, leaves nothing behind, and the next one goes on', async () => {
  using folder = temporaryFolder();
  let failing = false;
  const journal = await open(folder.path, async (path) => {
    const file = await openAppendFile(path);
    return {
      ...file,
      write: async (bytes, position) => {
        await file.write(failing ? bytes.subarray(0, 40) : bytes, position);
        if (failing) throw new Error('no space left on device');
      },
    };
  });
  await journal.append(payment(1));
  failing = true;
  await expect(journal.append(payment(2))).rejects.toThrow(/no space left/);
  failing = false;
  expect((await journal.append(payment(3))).seq).toBe(2);
  expect(await verifyJournal(await journal.read(0), journalCrypto(PUBLIC_KEY))).toEqual([]);
  await journal.close();
});

test('[JRN5] a journal that cannot even take back a failed write stands still', async () => {
  using folder = temporaryFolder();
  let broken = false;
  const fail = (): void => {
    if (broken) throw new Error('disk gone');
  };
  const journal = await open(folder.path, async (path) => {
    const file = await openAppendFile(path);
    return { ...file, sync: async () => fail(), truncate: async () => fail() };
  });
  broken = true;
  await expect(journal.append(payment(1))).rejects.toThrow(/disk gone/);
  broken = false;
  await expect(journal.append(payment(2))).rejects.toThrow(/stands still/);
  await journal.close();
});

test('[JRN6] reading goes on after a number, oldest first, at most 500 at a time', async () => {
  using folder = temporaryFolder();
  const journal = await open(folder.path, async (path) => ({
    ...(await openAppendFile(path)),
    sync: async () => undefined,
  }));
  for (let n = 1; n <= 520; n += 1) await journal.append(payment(n));
  expect((await journal.read(0)).map((entry) => entry.seq)).toEqual(
    Array.from({ length: 500 }, (_, i) => i + 1),
  );
  expect((await journal.read(500)).map((entry) => entry.seq)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 501),
  );
  expect(await journal.read(520)).toEqual([]);
  expect(await journal.read(9_999)).toEqual([]);
  await journal.close();
});
