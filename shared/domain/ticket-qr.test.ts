import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TicketClaim } from '#shared/wire/bridge.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { bytesToSign, decodeTicketQr, encodeTicketQr } from './ticket-qr.ts';

const CLAIM = TicketClaim.parse({
  ticketId: '0199d1c2-6f00-7000-8000-0000000000a1.F12.1',
  bookingId: '0199d1c2-6f00-7000-8000-0000000000a1',
  showId: 'demo-2026-11-23-3-2015',
  seatId: 'F12',
  serial: '7K2Q9XTM4P',
  revision: 1,
  deviceId: 'dev-1',
});
const { subtle } = globalThis.crypto;
const { privateKey, publicKey } = await subtle.generateKey('Ed25519', false, ['sign', 'verify']);
const signed = async (claim: TicketClaim): Promise<string> =>
  encodeTicketQr(claim, new Uint8Array(await subtle.sign('Ed25519', privateKey, bytesToSign(claim))));
const verifies = async (text: string): Promise<boolean> => {
  const read = decodeTicketQr(text);
  return read !== null && subtle.verify('Ed25519', publicKey, read.signature, read.signed);
};

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,63}$/);
const claims = fc
  .record({
    ticketId: id,
    bookingId: id,
    showId: id,
    seatId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/),
    serial: fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => text.length <= 32),
    revision: fc.integer({ min: 1, max: 1_000 }),
    deviceId: id,
  })
  .map((claim) => TicketClaim.parse(claim));

test('[AGT10] a signed claim is read back as it was, and its signature verifies', async () => {
  await fc.assert(
    fc.asyncProperty(claims, async (claim) => {
      const text = await signed(claim);
      expect(decodeTicketQr(text)?.claim).toEqual(claim);
      expect(await verifies(text)).toBe(true);
    }),
  );
});

test('[AGT10] the longest claim fits the 700 characters a printed code may have', async () => {
  const long = 'x'.repeat(64);
  const claim = TicketClaim.parse({
    ticketId: long,
    bookingId: long,
    showId: long,
    deviceId: long,
    seatId: 'F'.repeat(16),
    serial: 'S'.repeat(32),
    revision: 1_000,
  });
  expect((await signed(claim)).length).toBeLessThanOrEqual(700);
});

test('[AGT10] a text with any character changed no longer verifies', async () => {
  const text = await signed(CLAIM);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: text.length - 1 }),
      fc.constantFrom('A', 'z', '0', '_', '.'),
      async (at, char) => {
        fc.pre(text[at] !== char);
        expect(await verifies(text.slice(0, at) + char + text.slice(at + 1))).toBe(false);
      },
    ),
  );
});

test('[AGT10] anything but the one text of a ticket is no ticket', async () => {
  const text = await signed(CLAIM);
  const [, body = '', tail = ''] = text.split('.');
  for (const wrong of [
    '',
    'F1',
    `F2.${body}.${tail}`,
    `F1.${body}`,
    `${text}.`,
    `${text}=`,
    `F1.${body}=.${tail}`,
  ]) {
    expect(decodeTicketQr(wrong)).toBeNull();
  }
  const blank = toBase64Url(
    new TextEncoder().encode(
      new TextDecoder().decode(fromBase64Url(body) ?? new Uint8Array()).replace(',', ', '),
    ),
  );
  expect(decodeTicketQr(`F1.${blank}.${tail}`)).toBeNull();
  fc.assert(fc.property(fc.string({ maxLength: 800 }), (any) => void decodeTicketQr(any)));
});
