import type { RefusedWrite } from '#renderer/replica/types.ts';
import { capturedOf, hasOpenPayment } from '#shared/domain/booking/facts.ts';
import type { Booking } from '#shared/wire/booking.ts';

/** What a refused write concerns, as far as it decides what is said of money and seats. */
export type RefusedAbout =
  /** Captured money is in it, in minor units. */
  | { readonly kind: 'paid'; readonly code: string; readonly amount: number }
  /** Money may be in it. */
  | { readonly kind: 'open'; readonly code: string }
  | { readonly kind: 'unpaid'; readonly code: string }
  /** A booking that is not on this machine any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'shift' | 'journal' | 'other' };

/** `booking`: the refused booking as this machine has it. */
export function refusedAbout({ collection }: RefusedWrite, booking: Booking | null): RefusedAbout {
  if (collection === 'shifts') return { kind: 'shift' };
  if (collection === 'journal') return { kind: 'journal' };
  if (collection !== 'bookings') return { kind: 'other' };
  if (booking === null) return { kind: 'gone' };
  const { code } = booking;
  const amount = capturedOf(booking);
  if (amount > 0) return { kind: 'paid', code, amount };
  return { kind: hasOpenPayment(booking) ? 'open' : 'unpaid', code };
}
