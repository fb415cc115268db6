import { cancellationTerms } from '#shared/domain/cancellation.ts';
import { percentOf } from '#shared/domain/money.ts';
import { versionInForce, versionNumbered } from '#shared/domain/pricing/price.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Tariff } from '#shared/wire/catalog.ts';

export type RefundPreview = {
  /** What was captured, and what of it comes back now, in minor units. */
  readonly paid: number;
  readonly back: number;
  /** Basis points. */
  readonly rate: number;
  readonly releasesSeats: boolean;
};

/**
 * What a cancellation gives back at this moment by the tariff's policy, payment by payment as the server reckons it.
 * Shown before anybody confirms; the server's own word is what is paid out.
 */
export function refundPreview(
  booking: Pick<Booking, 'payments' | 'tariffVersion'>,
  tariff: Tariff,
  startsAtMs: number,
  nowMs: number,
): RefundPreview {
  const named = booking.tariffVersion === undefined ? null : versionNumbered(tariff, booking.tariffVersion);
  const version = named ?? versionInForce(tariff, nowMs);
  const { refundRate, releasesSeats } = cancellationTerms(version.cancellation, startsAtMs, nowMs);
  const captured = booking.payments.filter((payment) => payment.status === 'success');
  return {
    paid: captured.reduce((sum, payment) => sum + payment.amount, 0),
    back: captured.reduce((sum, payment) => sum + percentOf(payment.amount, refundRate), 0),
    rate: refundRate,
    releasesSeats,
  };
}
