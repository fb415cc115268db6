import { expect, test } from 'vitest';
import { Payment } from '#shared/wire/booking.ts';
import { Tariff } from '#shared/wire/catalog.ts';
import { refundPreview } from './refund-preview.ts';

const START = Date.parse('2026-11-28T20:00:00Z');
const HOUR_MS = 3_600_000;
const TARIFF = Tariff.parse({
  id: 't1',
  cinemaId: 'c1',
  name: 'Standard',
  currency: 'EUR',
  versions: [
    {
      version: 1,
      from: '2026-01-01T00:00:00.000Z',
      taxRate: 700,
      rules: [],
      cancellation: [
        { untilMinutesBefore: 1440, refundRate: 10000, releasesSeats: true },
        { untilMinutesBefore: 120, refundRate: 5000, releasesSeats: true },
      ],
    },
  ],
});
const paid = (id: string, amount: number, status: string): Payment =>
  Payment.parse({ id, tender: 'cash', amount, status, at: '2026-11-20T10:00:00.000Z' });

test.each([
  [24, 2_501, 10_000, true],
  [23, 1_251, 5_000, true],
  [2, 1_251, 5_000, true],
  [1, 0, 0, false],
])(
  '[CTR24] %d hours before the start %d cents come back, said before confirming',
  (hours, back, rate, frees) => {
    const payments = [paid('p1', 2_501, 'success'), paid('p2', 900, 'failed')];
    expect(refundPreview({ payments, tariffVersion: 1 }, TARIFF, START, START - hours * HOUR_MS)).toEqual({
      paid: 2_501,
      back,
      rate,
      releasesSeats: frees,
    });
  },
);
