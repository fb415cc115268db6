import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScan } from './scanned.ts';

const base64Url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

test('[KEY6] a scanned ticket opens its booking', () => {
  const claim = base64Url(JSON.stringify(['t-1', 'b-1', 'show-1', 'F12', 'S1', 1, 'till-1']));
  expect(readScan(`F1.${claim}.c2lnbmF0dXJl`)).toEqual({ kind: 'ticket', bookingId: 'b-1' });
});

test('[KEY6] anything else scanned is looked for as text', () => {
  expect(readScan(' C1K7Q2M ')).toEqual({ kind: 'text', text: 'C1K7Q2M' });
  expect(readScan('F1.!!!.x').kind).toBe('text');
  expect(readScan(`F1.${base64Url('{}')}.x`).kind).toBe('text');
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      expect(['ticket', 'text']).toContain(readScan(text).kind);
    }),
  );
});
