import type { Booking, BookingReason, Conflict, PriceBreakdown } from '#shared/wire/booking.ts';
import type { BookingId, SeatId } from '#shared/wire/scalars.ts';
import { isEntrustedTo } from '../allotment/trust.ts';
import { ruleOnSeat } from '../arbitration/arbitrate.ts';
import type { Case, OpenItem } from './case.ts';
import { claimantOf, cleared, priced, seatTable, showRefusal } from './draft.ts';
import { capturedOf, paidOf } from './facts.ts';
import { refuse, ruleHold } from './hold.ts';
import { type Outcome, outcome } from './outcome.ts';
import { takeSeats } from './seat-changes.ts';
import { missingTickets } from './tickets.ts';

/**
 * Rules on a sale. Paid in full it is never refused: with all its seats it is `confirmed`, otherwise `conflicted`
 * with every seat that is validly its own; the others stay with their owner and a person resolves it. Part-paid it
 * stays `paying` while its seats hold. Unpaid it is refused.
 */
export function ruleConfirm(c: Case, draft: Booking): Outcome {
  const captured = capturedOf(draft);
  const price = priced(c, draft);
  const paid = paidOf(draft, price.cashStep);
  const asked = c.pushed.price?.total;
  const full = price.right !== null && paid >= price.right.total;
  const fullAsAsked = captured > 0 && asked !== undefined && paid >= asked;
  if (!full && !fullAsAsked) {
    if (captured > 0) return ruleHold(c, draft, 'paying');
    return refuse(c, draft, c.facts === null ? 'unknown-show' : 'unpaid', []);
  }
  const agreed = full ? price.right : (c.pushed.price ?? price.right);
  const seats = claimPaidSeats(c, draft);
  const reason = seats.reason ?? (seats.conflicts.length > 0 ? ('seats' satisfies BookingReason) : null);
  const booking: Booking = {
    ...cleared(draft),
    ...(agreed === null ? {} : { price: agreed }),
    ...(price.version === null ? {} : { tariffVersion: price.version }),
    ...(reason === null ? {} : { reason }),
    ...(seats.conflicts.length === 0 ? {} : { conflicts: seats.conflicts }),
    status: reason === null ? 'confirmed' : 'conflicted',
  };
  const issued: Booking =
    reason === null ? { ...booking, tickets: [...booking.tickets, ...missingTickets(booking)] } : booking;
  return outcome({
    booking: issued,
    hidden: { heldAtMs: c.own?.hidden.heldAtMs ?? c.nowMs, agedMs: null },
    seats: takeSeats(draft, c.seats, seats.obtained, 'booked', [...seats.ended, ...seats.yielded]),
    ended: seats.ended,
    yielded: seats.yielded,
    openItems: differences(draft, { captured, paid }, agreed, price.right, reason),
  });
}

type PaidSeats = {
  readonly obtained: readonly SeatId[];
  readonly conflicts: Conflict[];
  readonly ended: readonly BookingId[];
  readonly yielded: readonly BookingId[];
  readonly reason: BookingReason | null;
};

/** Each seat by itself: of this booking's hold, allotted to this device, or still free. What was seen does not matter any more. */
function claimPaidSeats(c: Case, draft: Booking): PaidSeats {
  const obtained: SeatId[] = [];
  const conflicts: Conflict[] = [];
  const ended = new Set<BookingId>();
  const yielded = new Set<BookingId>();
  let revoked = false;
  let certain = true;
  const table = seatTable(c);
  for (const seat of draft.seats) {
    const asSeenNow = { ...seat, rev: c.seats.get(seat.seatId)?.rev ?? 0 };
    const claim = { ...claimantOf(c), bookingId: draft.id, seats: [] };
    const ruling = ruleOnSeat(table, claim, asSeenNow, c.nowMs);
    const allotted = c.allotted.get(seat.seatId);
    const owned = c.seats.get(seat.seatId)?.bookingId === draft.id;
    const leased = allotted !== undefined && isEntrustedTo(allotted, claim, seat);
    if (seat.lease !== undefined && !owned && !(leased && allotted.epoch === seat.lease.epoch))
      revoked = true;
    if (!owned && !leased) certain = false;
    const inTheWay = leased && allotted.epoch === seat.lease?.epoch ? givenUp(c, seat.seatId) : null;
    if (inTheWay !== null) {
      obtained.push(seat.seatId);
      yielded.add(inTheWay);
    } else if (ruling.kind === 'conflict') conflicts.push(ruling.conflict);
    else {
      obtained.push(seat.seatId);
      if (ruling.ended !== null) ended.add(ruling.ended);
    }
  }
  const reason = certain
    ? c.facts === null
      ? 'unknown-show'
      : null
    : showRefusal(c, draft.channel, soldAt(c, draft));
  return {
    obtained,
    conflicts,
    ended: [...ended],
    yielded: [...yielded],
    reason: revoked ? 'revoked' : reason,
  };
}

/**
 * The order that holds a seat its own till has sold since under an allotment. The till had given it up: one lock keeps
 * a seat in one order. Its word may come later than the sale's.
 */
function givenUp({ seats, unpaidOrders, pushed }: Case, seatId: SeatId): BookingId | null {
  const row = seats.get(seatId);
  if (row?.status !== 'held' || row.bookingId === undefined || row.bookingId === pushed.id) return null;
  return unpaidOrders.has(row.bookingId) ? row.bookingId : null;
}

/**
 * When the sale was made, as far as the sale window goes. A sale made offline is reported late; its own word for the
 * time is good enough here, because it decides only whether a person looks at it.
 */
const soldAt = (c: Case, draft: Booking): number =>
  draft.assurance === 'arbitrated' ? c.nowMs : Math.min(c.nowMs, Date.parse(draft.requestedAt));

function differences(
  draft: Booking,
  { captured, paid }: { readonly captured: number; readonly paid: number },
  agreed: PriceBreakdown | null,
  right: PriceBreakdown | null,
  reason: BookingReason | null,
): OpenItem[] {
  const item = (kind: OpenItem['kind'], amount: number, detail: string): OpenItem => ({
    kind,
    bookingId: draft.id,
    paymentId: null,
    amount,
    detail,
  });
  const items: OpenItem[] = [];
  if (reason !== null) items.push(item('conflicted-sale', captured, reason));
  if (agreed !== null && paid > agreed.total)
    items.push(item('overpaid', paid - agreed.total, 'paid above the price'));
  if (agreed !== null && right !== null && agreed.total !== right.total)
    items.push(
      item('price-difference', right.total - agreed.total, 'sold at another price than the tariff’s'),
    );
  return items;
}
