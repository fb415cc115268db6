import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JournalEntry } from '#shared/wire/till.ts';
import { toBase64Url } from '../base64url.ts';
import { canonicalJson } from './canonical-json.ts';
import { bytesToHash, EMPTY_TAIL, type JournalTail, verifyJournal } from './chain.ts';

const { subtle } = globalThis.crypto;
const generate = async (): Promise<CryptoKeyPair> => subtle.generateKey('Ed25519', false, ['sign', 'verify']);
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await subtle.digest('SHA-256', bytes));
const checksOf = ({ publicKey }: CryptoKeyPair) => ({
  sha256,
  isSignature: (bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) =>
    subtle.verify('Ed25519', publicKey, signature, bytes),
});

/** A journal of payments, sealed the way a browser would. */
async function journalOf(count: number, { privateKey }: CryptoKeyPair): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let tail: JournalTail = EMPTY_TAIL;
  for (let seq = 1; seq <= count; seq += 1) {
    const draft = JournalEntry.parse({
      id: `dev-1.${seq}`,
      cinemaId: 'cin-1',
      deviceId: 'dev-1',
      seq,
      prev: tail.hash,
      at: '2026-11-23T20:15:00.000Z',
      event: { kind: 'drawer', reason: `change ${seq}` },
      hash: 'x',
      signature: 'x',
    });
    const { hash: _hash, signature: _signature, ...content } = draft;
    const digest = new Uint8Array(await subtle.digest('SHA-256', bytesToHash(content)));
    const signature = new Uint8Array(await subtle.sign('Ed25519', privateKey, digest));
    const entry = { ...content, hash: toBase64Url(digest), signature: toBase64Url(signature) };
    entries.push(entry);
    tail = { seq, hash: entry.hash };
  }
  return entries;
}

async function four(): Promise<[JournalEntry, JournalEntry, JournalEntry, JournalEntry, CryptoKeyPair]> {
  const keys = await generate();
  const [a, b, c, d] = await journalOf(4, keys);
  if (!a || !b || !c || !d) throw new Error('four entries');
  return [a, b, c, d, keys];
}

const faults = async (entries: JournalEntry[], keys: CryptoKeyPair, span = {}): Promise<string[]> =>
  (await verifyJournal(entries, checksOf(keys), span)).map(({ seq, fault }) => `${seq} ${fault}`);

test('[JRN7] a sound journal verifies, whole or in parts, with any cryptography', async () => {
  const [a, b, c, d, keys] = await four();
  expect(await faults([], keys)).toEqual([]);
  expect(await faults([a, b, c, d], keys)).toEqual([]);
  expect(await faults([c, d], keys, { after: { seq: 2, hash: b.hash } })).toEqual([]);
  expect(await faults([a, b, c, d], keys, { reached: { seq: 4, hash: d.hash } })).toEqual([]);
});

test('[I9] a change, a gap, a reorder, a cut in the middle or a foreign signature is found', async () => {
  const [a, b, c, d, keys] = await four();
  const changed: JournalEntry = { ...b, event: { kind: 'drawer', reason: 'nothing' } };
  expect(await faults([a, changed, c, d], keys)).toEqual(['2 changed']);
  expect(await faults([a, { ...b, signature: c.signature }, c, d], keys)).toEqual(['2 not-signed']);
  expect(await faults([a, { ...b, signature: 'no base64!' }, c, d], keys)).toEqual(['2 not-signed']);
  expect(await faults([a, { ...b, prev: c.hash }, c, d], keys)).toEqual(['2 broken-chain']);
  expect(await faults([a, c, d], keys)).toEqual(['3 gap']);
  expect(await faults([a, c, b, d], keys)).toEqual(['3 gap', '2 gap', '4 gap']);
  expect(await faults([b, c, d], keys)).toEqual(['2 gap']);
  expect(await faults([a, a, b], keys)).toContain('1 gap');
  expect(await faults([a, b, c, d], await generate())).toHaveLength(4);
});

test('[JRN7] an end that was cut off, or written anew by the device itself, is found by who knows how far it was', async () => {
  const [a, b, c, d, keys] = await four();
  const reached = { seq: 4, hash: d.hash };
  expect(await faults([a, b, c], keys, { reached })).toEqual(['4 cut']);
  expect(await faults([], keys, { reached })).toEqual(['1 cut']);
  expect(await faults([a, b, c, d], keys, { reached: { ...reached, hash: a.hash } })).toEqual([
    '4 rewritten',
  ]);
});

test('[JRN1] canonical JSON is one text for one value, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true, x: undefined })).toBe(
    '{"a":true,"b":[1,{"c":"é","d":null}]}',
  );
  expect(() => canonicalJson({ a: Number.NaN })).toThrow();
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
