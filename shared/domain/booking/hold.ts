import type { Booking, BookingReason, Conflict } from '#shared/wire/booking.ts';
import { instant } from '#shared/wire/scalars.ts';
import { arbitrate } from '../arbitration/arbitrate.ts';
import { HOLD_SECONDS_MAX } from '../limits.ts';
import { omit, pick } from '../pick.ts';
import type { BookingPrivate, Case } from './case.ts';
import { claimantOf, cleared, editOf, priced, seatTable, showRefusal } from './draft.ts';
import { capturedOf } from './facts.ts';
import { type Outcome, outcome } from './outcome.ts';
import { ownedSeats, releaseSeats, takeSeats } from './seat-changes.ts';

/** A declined payment gives the visitor at least this long to find another card. */
const RESUMED_HOLD_SECONDS_MIN = 60;

/** Whether the own booking's seats are its own by right now: being paid, or held and not over by time. */
export function holdsNow({ own, nowMs }: Case): boolean {
  if (own === null) return false;
  const { status, expiresAt } = own.booking;
  if (status === 'paying') return true;
  return status === 'pending' && (expiresAt === undefined || Date.parse(expiresAt) > nowMs);
}

/** Rules on a request for seats: `pending` for a hold that ends by time, `paying` for one that no longer does. */
export function ruleHold(c: Case, draft: Booking, target: 'pending' | 'paying'): Outcome {
  const owned = ownedSeats(draft, c.seats);
  const wantsMore = draft.seats.some((seat) => !owned.has(seat.seatId));
  const closed = wantsMore || c.facts === null ? showRefusal(c, draft.channel, c.nowMs) : null;
  if (closed !== null) return refuse(c, draft, closed, []);
  const claim = { ...claimantOf(c), bookingId: draft.id, seats: draft.seats };
  const ruling = arbitrate(seatTable(c), claim, c.nowMs);
  if (ruling.kind === 'rejected') return refuse(c, draft, 'seats', ruling.conflicts);
  const price = priced(c, draft);
  const withPrice: Booking = {
    ...cleared(draft),
    status: target,
    ...(price.right === null || price.version === null
      ? {}
      : { price: price.right, tariffVersion: price.version }),
  };
  if (price.wrong) return refuse(c, withPrice, 'price', []);
  const hidden = holdAge(c, target);
  return outcome({
    booking: target === 'pending' ? { ...withPrice, expiresAt: holdEnd(c, hidden, draft) } : withPrice,
    hidden,
    seats: takeSeats(
      draft,
      c.seats,
      draft.seats.map((seat) => seat.seatId),
      'held',
      ruling.ended,
    ),
    ended: ruling.ended,
  });
}

/** When the hold began: a changed hold keeps its age, a resumed one goes on where paying began, a new one starts now. */
function holdAge(c: Case, target: 'pending' | 'paying'): BookingPrivate {
  const { own, nowMs } = c;
  const resumed = own?.hidden.agedMs ?? null;
  if (target === 'paying') {
    const heldAtMs = own !== null && holdsNow(c) ? own.hidden.heldAtMs : nowMs;
    return { heldAtMs, agedMs: resumed ?? Math.max(0, nowMs - heldAtMs) };
  }
  if (own === null || !holdsNow(c)) return { heldAtMs: nowMs, agedMs: null };
  if (resumed === null) return { heldAtMs: own.hidden.heldAtMs, agedMs: null };
  const holdMs = Math.min(own.booking.holdSeconds ?? c.holdSecondsDefault, HOLD_SECONDS_MAX) * 1_000;
  return {
    heldAtMs: nowMs - Math.min(resumed, Math.max(0, holdMs - RESUMED_HOLD_SECONDS_MIN * 1_000)),
    agedMs: null,
  };
}

function holdEnd(c: Case, hidden: BookingPrivate, draft: Booking) {
  const seconds = Math.min(draft.holdSeconds ?? c.holdSecondsDefault, HOLD_SECONDS_MAX);
  return instant(Math.max(c.nowMs, hidden.heldAtMs + seconds * 1_000));
}

/**
 * Refuses a request. A hold that stands goes on standing as it was; without one the booking is rejected and holds
 * nothing; with money in it, it becomes `conflicted` (or stays `paying` while its seats hold) and keeps the money.
 */
export function refuse(
  c: Case,
  draft: Booking,
  reason: BookingReason,
  conflicts: readonly Conflict[],
): Outcome {
  const said = { reason, ...(conflicts.length === 0 ? {} : { conflicts: [...conflicts] }) };
  const paid = capturedOf(draft) > 0;
  if (c.own !== null && holdsNow(c)) {
    const facts = pick(draft, ['payments', 'refunds', 'tickets', 'approvals']);
    const stands: Booking = { ...c.own.booking, ...facts, ...editOf(c) };
    const keepsTime = paid ? cleared(stands) : stands;
    return outcome({
      booking: {
        ...omit(keepsTime, ['conflicts']),
        status: paid ? 'paying' : c.own.booking.status,
        ...said,
      },
      hidden: c.own.hidden,
      seats: [],
      ended: [],
    });
  }
  const lapsed = c.own !== null && (c.own.booking.status === 'pending' || c.own.booking.status === 'expired');
  const why: BookingReason = lapsed && reason === 'seats' ? 'expired' : reason;
  return outcome({
    booking: { ...cleared(draft), ...said, reason: why, status: paid ? 'conflicted' : 'rejected' },
    hidden: { heldAtMs: c.nowMs, agedMs: null },
    seats: releaseSeats(draft, c.seats),
    ended: [],
  });
}
