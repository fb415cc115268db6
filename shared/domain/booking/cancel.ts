import type { Booking, Refund } from '#shared/wire/booking.ts';
import { instant, Money, RefundId } from '#shared/wire/scalars.ts';
import { cancellationTerms } from '../cancellation.ts';
import { percentOf } from '../money.ts';
import { versionInForce, versionNumbered } from '../pricing/price.ts';
import type { Case } from './case.ts';
import { cleared, editOf } from './draft.ts';
import { capturedOf, hasOpenPayment, refundedOf } from './facts.ts';
import { refuse } from './hold.ts';
import { type Outcome, outcome } from './outcome.ts';
import { releaseSeats } from './seat-changes.ts';

const ALL_BACK = { refundRate: 10_000, releasesSeats: true };

/**
 * Rules on giving up. Unpaid: the seats go free. Paid: by the cancellation policy, which says how much comes back and
 * whether seats are released. A sale that was never confirmed, or is conflicted, is not the visitor's fault: all back.
 * While the fate of a payment is unknown nothing is undone.
 */
export function ruleCancel(c: Case, draft: Booking): Outcome {
  if (hasOpenPayment(draft)) return refuse(c, draft, 'payment-open', []);
  const earlier = c.own?.booking;
  const terms = earlier?.status === 'confirmed' ? policyTerms(c, earlier) : ALL_BACK;
  const captured = capturedOf(draft);
  const allowed = Math.max(0, percentOf(captured, terms.refundRate) - refundedOf(draft));
  const booking: Booking = {
    ...cleared(earlier === undefined ? draft : { ...earlier, ...facts(draft) }),
    status: 'cancelled',
    refunds: grantRefunds(draft, allowed, c),
    ...editOf(c),
  };
  return outcome({
    booking,
    hidden: c.own?.hidden ?? { heldAtMs: c.nowMs, agedMs: null },
    seats: terms.releasesSeats ? releaseSeats(draft, c.seats) : [],
    ended: [],
  });
}

const facts = ({ payments, tickets, approvals }: Booking) => ({ payments, tickets, approvals });

function policyTerms(c: Case, booking: Booking) {
  if (c.facts === null) return ALL_BACK;
  const { tariff, show } = c.facts;
  const named = booking.tariffVersion === undefined ? null : versionNumbered(tariff, booking.tariffVersion);
  const version = named ?? versionInForce(tariff, c.nowMs);
  if (show.cancelled === true) return ALL_BACK;
  return cancellationTerms(version.cancellation, Date.parse(show.startsAt), c.nowMs);
}

/**
 * Grants what was requested up to what the policy allows; asked for nothing, the server grants the allowed sum itself,
 * payment by payment. Only the device named in a refund pays it out.
 */
function grantRefunds(draft: Booking, allowed: number, c: Case): Refund[] {
  let left = allowed;
  const ruled = draft.refunds.map((refund): Refund => {
    if (refund.status !== 'requested') return refund;
    const amount = Money.parse(Math.min(left, refund.amount));
    left -= amount;
    return amount > 0 ? { ...refund, amount, status: 'granted' } : { ...refund, status: 'refused' };
  });
  if (draft.refunds.length > 0) return ruled;
  for (const payment of draft.payments) {
    const amount = payment.status === 'success' ? Math.min(left, payment.amount) : 0;
    if (amount <= 0) continue;
    left -= amount;
    ruled.push({
      id: RefundId.parse(`${payment.id.slice(0, 60)}.c`),
      paymentId: payment.id,
      lines: [],
      amount: Money.parse(amount),
      status: 'granted',
      reason: 'cancelled',
      deviceId: c.pusher.id,
      at: instant(c.nowMs),
    });
  }
  return ruled;
}
