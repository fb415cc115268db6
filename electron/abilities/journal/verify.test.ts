import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { EMPTY_TAIL, type JournalTail } from '#shared/domain/journal/chain.ts';
import { DeviceId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { OWNER, payment } from '../testing.ts';
import { journalCrypto, sealEntry } from './entry.ts';
import { type Finding, type Verified, type VerifySpan, verifyFile } from './verify.ts';

const COUNT = 200;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const crypto = journalCrypto(String(publicKey.export({ format: 'jwk' }).x));

const entries: JournalEntry[] = [];
let lines: Buffer[] = [];

const sealed = (tail: JournalTail, n: number): JournalEntry =>
  sealEntry(OWNER, tail, payment(n), (bytes) => sign(null, bytes, privateKey));
const tailOf = (entry: JournalEntry | undefined): JournalTail =>
  entry === undefined ? EMPTY_TAIL : { seq: entry.seq, hash: entry.hash };
const lineOf = (entry: JournalEntry): Buffer => Buffer.from(`${JSON.stringify(entry)}\n`);

beforeAll(() => {
  for (let n = 1; n <= COUNT; n += 1) entries.push(sealed(tailOf(entries.at(-1)), n));
  lines = entries.map(lineOf);
});

function verify(bytes: Uint8Array, span: VerifySpan = {}): Promise<Verified> {
  return verifyFile(
    {
      size: async () => bytes.length,
      read: async (position, length) => bytes.subarray(position, position + length),
    },
    crypto,
    span,
  );
}
const faultsOf = (verified: Verified): string[] =>
  verified.findings.map(({ line, seq, fault }: Finding) => `${line} ${seq} ${fault}`);

test('[JRN8] a journal of 200 entries as a till writes it is sound', async () => {
  const verified = await verify(Buffer.concat(lines), { reached: tailOf(entries.at(-1)) });
  expect(verified).toMatchObject({ entries: COUNT, deviceId: OWNER.deviceId, findings: [], more: 0 });
  expect(verified.tail).toEqual(tailOf(entries.at(-1)));
});

test('[JRN8] a flip of any byte of 200 entries is found', async () => {
  const unseen: string[] = [];
  for (const [index, line] of lines.entries()) {
    const after = tailOf(entries[index - 1]);
    for (let at = 0; at < line.length; at += 1) {
      // The line alone must give it away; with the break after it gone, together with the next.
      const isBreak = at === line.length - 1;
      const flipped = Buffer.concat(isBreak ? lines.slice(index, index + 2) : [line]);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << ((at + index) % 8));
      const { findings } = await verify(flipped, { after });
      if (findings.length === 0) unseen.push(`entry ${index + 1}, byte ${at}`);
    }
  }
  expect(unseen).toEqual([]);
});

test('[JRN8] any byte set to anything else is found in the whole file, at its line', async () => {
  const whole = Buffer.concat(lines);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(whole);
      changed[at] = (whole[at] ?? 0) ^ change;
      const line = whole.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
      const { findings } = await verify(changed);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings[0]?.line).toBe(line);
    }),
    { numRuns: 30 },
  );
});

test('[JRN8] each entry that is removed or written twice is found where it was', async () => {
  for (let at = 0; at < COUNT; at += 1) {
    const span = { after: tailOf(entries[at - 2]), reached: tailOf(entries.at(-1)) };
    const before = at === 0 ? [] : lines.slice(at - 1, at);
    const removed = await verify(Buffer.concat([...before, ...lines.slice(at + 1, at + 3)]), span);
    const seq = at + 2 <= COUNT ? `${at + 2} gap` : `${at + 1} cut`;
    expect(faultsOf(removed)[0]).toBe(`${before.length + 1} ${seq}`);
    const twice = await verify(
      Buffer.concat([...before, ...lines.slice(at, at + 1), ...lines.slice(at)]),
      span,
    );
    expect(faultsOf(twice)).toContain(`${before.length + 2} ${at + 1} gap`);
  }
});

test('[JRN8] any two entries that change places, and an entry of the device from elsewhere, are found', async () => {
  const two = fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1)).filter(([a, b]) => a < b);
  await fc.assert(
    fc.asyncProperty(two, async ([a, b]) => {
      const [first, second] = [lines.slice(a, a + 1), lines.slice(b, b + 1)];
      const swapped = [
        ...lines.slice(0, a),
        ...second,
        ...lines.slice(a + 1, b),
        ...first,
        ...lines.slice(b + 1),
      ];
      const { findings } = await verify(Buffer.concat(swapped));
      expect(findings[0]).toMatchObject({ line: a + 1, fault: 'gap' });
      // Signed by the device itself, but never part of this chain.
      const other = lineOf(sealed(tailOf(entries[a - 1]), 9_999));
      const replaced = [...lines.slice(0, a), other, ...lines.slice(a + 1)];
      const found = faultsOf(await verify(Buffer.concat(replaced)));
      expect(found).toEqual(a + 1 < COUNT ? [`${a + 2} ${a + 2} broken-chain`] : []);
      const inserted = [...lines.slice(0, a), other, ...lines.slice(a)];
      expect((await verify(Buffer.concat(inserted))).findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
});

test('[JRN8] a cut end, and a last entry written anew, are found by what the server has counter-signed', async () => {
  const reached = tailOf(entries.at(-1));
  for (const kept of [0, 1, 100, 150, COUNT - 1]) {
    const cut = Buffer.concat(lines.slice(0, kept));
    expect(faultsOf(await verify(cut))).toEqual([]);
    expect(faultsOf(await verify(cut, { reached }))).toEqual([`${kept + 1} ${kept + 1} cut`]);
  }
  const anew = [...lines.slice(0, -1), lineOf(sealed(tailOf(entries.at(-2)), 9_999))];
  expect(faultsOf(await verify(Buffer.concat(anew), { reached }))).toEqual([`${COUNT} ${COUNT} rewritten`]);
});

test('[JRN8] an end that a crash tore is told from other damage', async () => {
  const whole = Buffer.concat(lines);
  const lastLine = lines.at(-1)?.length ?? 0;
  for (const missing of [1, 2, lastLine - 1]) {
    const { findings } = await verify(whole.subarray(0, whole.length - missing));
    expect(findings).toEqual([{ line: COUNT, seq: null, fault: 'torn' }]);
  }
});

test('[JRN8] whatever a file holds, it is looked at without a crash, and the list of faults has an end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), fc.nat(COUNT - 1), async (garbage, at) => {
      expect((await verify(garbage)).findings.length > 0).toBe(garbage.length > 0);
      const mixed = Buffer.concat([...lines.slice(0, at), garbage, ...lines.slice(at)]);
      expect((await verify(mixed)).findings.length > 0).toBe(garbage.length > 0);
    }),
    { numRuns: 40 },
  );
  const long = await verify(Buffer.concat([Buffer.alloc(300_000, 0x61), ...lines]));
  expect(faultsOf(long)).toEqual(['1 null unreadable']);
  const many = await verify(Buffer.alloc(5_000, 0x0a));
  expect([many.findings.length, many.more]).toEqual([1_000, 4_000]);
});

test('[JRN8] an entry of another device is found, also under the same key', async () => {
  const deviceId = DeviceId.parse('dev-2');
  expect(faultsOf(await verify(Buffer.concat(lines.slice(0, 1)), { deviceId }))).toEqual(['1 1 foreign']);
});
