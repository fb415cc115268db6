import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toBase64Url } from '#shared/domain/base64url.ts';
import { headBytes } from '#shared/domain/journal/head.ts';
import { type HeadAnswer, KeptHead } from '#shared/wire/journal-head.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { OWNER, payment, temporaryFolder } from '../testing.ts';
import { type Journal, openJournal } from './journal.ts';

const till = generateKeyPairSync('ed25519');
const server = generateKeyPairSync('ed25519');
const rawKey = (key: KeyObject): string => String(key.export({ format: 'jwk' }).x);
const PUBLIC_KEY = rawKey(till.publicKey);

/** What a server that has everything up to this entry says. */
function headOf(entry: JournalEntry | undefined, keys = server): KeptHead {
  if (entry === undefined) throw new Error('no entry');
  const said = {
    deviceId: OWNER.deviceId,
    publicKey: PUBLIC_KEY,
    seq: entry.seq,
    hash: entry.hash,
    at: instant(1_700_000_000_000),
  };
  const signature = toBase64Url(sign(null, headBytes(said), keys.privateKey));
  return { serverKey: rawKey(keys.publicKey), head: { ...said, signature } };
}

let answer: HeadAnswer | null = null;
let asked = 0;

function open(folder: string): Promise<Journal> {
  return openJournal({
    folder,
    owner: OWNER,
    publicKey: PUBLIC_KEY,
    sign: (bytes) => sign(null, bytes, till.privateKey),
    now: () => 1_700_000_000_000,
    askHead: async () => {
      asked += 1;
      return answer;
    },
  });
}

const headIn = (folder: string): string => join(folder, 'journal', 'dev-1.head.json');
const keptIn = (folder: string): number => {
  try {
    return KeptHead.parse(JSON.parse(readFileSync(headIn(folder), 'utf8'))).head.seq;
  } catch {
    return 0;
  }
};

async function filled(folder: string, count: number): Promise<JournalEntry[]> {
  const journal = await open(folder);
  const entries: JournalEntry[] = [];
  for (let n = 1; n <= count; n += 1) entries.push(await journal.append(payment(n)));
  await journal.close();
  return entries;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answer = null;
  asked = 0;
});
afterEach(() => vi.useRealTimers());

test('[JRN10] the furthest head that the server has counter-signed is kept beside the journal', async () => {
  using folder = temporaryFolder();
  const entries = await filled(folder.path, 3);
  const journal = await open(folder.path);
  const look = () => vi.advanceTimersByTimeAsync(60_000);
  await look();
  expect([asked > 0, keptIn(folder.path)]).toEqual([true, 0]);
  answer = headOf(entries[1]);
  await look();
  await vi.waitFor(() => expect(keptIn(folder.path)).toBe(2));
  // A server that was brought back from a backup knows less for a while; another one has another key.
  for (const less of [headOf(entries[0]), headOf(entries[2], generateKeyPairSync('ed25519'))]) {
    answer = less;
    const before = asked;
    await look();
    expect([asked > before, keptIn(folder.path)]).toEqual([true, 2]);
  }
  const forged = headOf(entries[2]);
  answer = { ...forged, head: { ...forged.head, at: instant(1) } };
  await look();
  expect(keptIn(folder.path)).toBe(2);
  answer = headOf(entries[2]);
  await look();
  await vi.waitFor(() => expect(keptIn(folder.path)).toBe(3));
  // The server has everything: nobody asks on, until there is more.
  const before = asked;
  await look();
  expect(asked).toBe(before);
  await journal.append(payment(4));
  await look();
  expect(asked).toBeGreaterThan(before);
  await journal.close();
});

test('[JRN10] a journal that lost what the server has acknowledged is not taken for one that a crash tore', async () => {
  using folder = temporaryFolder();
  const entries = await filled(folder.path, 3);
  const file = join(folder.path, 'journal', 'dev-1.jsonl');
  const whole = readFileSync(file);
  writeFileSync(headIn(folder.path), JSON.stringify(headOf(entries[2])));
  await (await open(folder.path)).close();
  const torn = whole.subarray(0, whole.length - 20);
  writeFileSync(file, torn);
  await expect(open(folder.path)).rejects.toThrow(/damaged at entry 3/);
  expect(readFileSync(file)).toEqual(torn);
  // What the server had not acknowledged may be torn.
  writeFileSync(headIn(folder.path), JSON.stringify(headOf(entries[1])));
  const journal = await open(folder.path);
  expect((await journal.read(0)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  await journal.close();
});

test('[JRN10] a head that is damaged, foreign or not signed keeps no till from selling', async () => {
  using folder = temporaryFolder();
  const entries = await filled(folder.path, 1);
  const { head, serverKey } = headOf(entries[0]);
  for (const text of ['', '{', JSON.stringify({ serverKey, head: { ...head, seq: 9 } })]) {
    writeFileSync(headIn(folder.path), text);
    const journal = await open(folder.path);
    await journal.append(payment(7));
    await journal.close();
  }
});
