import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TicketClaim } from '#shared/wire/bridge.ts';
import { CLAIM } from './testing.ts';
import { bytesToSign, decodeTicketQr, encodeTicketQr } from './ticket-qr.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signed = (claim: TicketClaim): string =>
  encodeTicketQr(claim, sign(null, bytesToSign(claim), privateKey));

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

test('[AGT10] a signed claim is read back as it was, and its signature verifies', () => {
  fc.assert(
    fc.property(claims, (claim) => {
      const read = decodeTicketQr(signed(claim));
      expect(read?.claim).toEqual(claim);
      if (read === null) return;
      expect(verify(null, read.signed, publicKey, read.signature)).toBe(true);
    }),
  );
});

test('[AGT10] the longest claim fits the 700 characters a printed code may have', () => {
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
  expect(signed(claim).length).toBeLessThanOrEqual(700);
});

test('[AGT10] a text with any character changed no longer verifies', () => {
  const text = signed(CLAIM);
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), fc.constantFrom('A', 'z', '0', '_', '.'), (at, char) => {
      fc.pre(text[at] !== char);
      const read = decodeTicketQr(text.slice(0, at) + char + text.slice(at + 1));
      expect(read === null || !verify(null, read.signed, publicKey, read.signature)).toBe(true);
    }),
  );
});

test('[AGT10] anything but the one text of a ticket is no ticket', () => {
  const text = signed(CLAIM);
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
  const blank = Buffer.from(Buffer.from(body, 'base64url').toString().replace(',', ', ')).toString(
    'base64url',
  );
  expect(decodeTicketQr(`F1.${blank}.${tail}`)).toBeNull();
  fc.assert(fc.property(fc.string({ maxLength: 800 }), (any) => void decodeTicketQr(any)));
});
