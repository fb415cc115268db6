import type { Booking, BookingStatus } from '#shared/wire/booking.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { Case, OpenItem, OwnBooking, Verdict } from '../booking/case.ts';
import { capturedOf, type Facts, newMoney, paidOf, refundedOf } from '../booking/facts.ts';
import { foreignMoney, paidElsewhere } from '../booking/stray-money.ts';
import { nothingToDo } from '../booking/verdict.ts';
import { sameJson } from '../equal.ts';
import { omit, pick } from '../pick.ts';
import { type Reported, reportOf, uniteReports } from './report.ts';
import { reportRefusal } from './who.ts';

/** What taking over one reported booking depends on. Seats are not among it: they stay where they are until opening. */
export type Report = Pick<
  Case,
  'own' | 'pushed' | 'pusher' | 'paymentsElsewhere' | 'nowMs' | 'holdSecondsDefault'
>;

/**
 * Takes over what a device reports to a restored server that is still closed: of two states the one with the higher
 * revision, for it was acknowledged later, and the facts of both. Nothing is judged and no seat moves. What the device
 * wishes beyond what was acknowledged (new seats, a payment about to begin) is answered with `sales-closed` and may be
 * asked again after the opening; what it says was paid is a fact, and taken.
 */
export function adopt(report: Report): Verdict {
  const refusal = reportRefusal(report);
  if (refusal !== null) return { ...nothingToDo(refusal), openItems: foreignMoney(report, refusal.code) };
  const own = report.own?.booking ?? null;
  const reported = reportOf(report);
  const facts = uniteReports(own, reported);
  const next = settled(report, reported, facts);
  const openItems = [
    ...paidElsewhere(report),
    ...lateMoney(own, next),
    ...unreturned(own, next),
    ...overpaid(own, next),
  ];
  if (own !== null && sameJson(own, next)) return { ...nothingToDo(), openItems };
  return concluded(report.own, next, openItems, report.nowMs);
}

function concluded(
  before: OwnBooking | null,
  next: Booking,
  openItems: readonly OpenItem[],
  nowMs: number,
): Verdict {
  const own = before?.booking ?? null;
  const money = newMoney(own, next);
  const { status } = next;
  const turned =
    status !== own?.status && (status === 'confirmed' || status === 'cancelled' || status === 'conflicted');
  return {
    ...nothingToDo(),
    store: { booking: next, hidden: before?.hidden ?? { heldAtMs: nowMs, agedMs: null } },
    openItems,
    money: [
      ...money.payments.map((payment) => ({ kind: 'payment' as const, payment })),
      ...money.refunds.map((refund) => ({ kind: 'refund' as const, refund })),
    ],
    notify: turned ? [status] : [],
  };
}

/** The booking after the report, every wish in it granted or answered. */
function settled(report: Report, reported: Reported, facts: Facts): Booking {
  const own = report.own?.booking ?? null;
  const base = own === null || reported.ahead ? ahead(report, reported, facts) : wished(own, reported, facts);
  const edit = laterEdit(own?.edit, reported.booking.edit);
  const withFacts: Booking = {
    ...base,
    ...facts,
    ...edit,
    rev: Math.max(own?.rev ?? 0, reported.booking.rev),
  };
  return paidFor(own, withFacts);
}

/**
 * A state the server acknowledged after the backup. What its till has written since, without having heard of it, may
 * have been reported first: then it is wished on top, as when the reports come the other way round.
 */
function ahead(report: Report, { booking }: Reported, facts: Facts): Booking {
  const known = acknowledged(report, booking);
  const own = report.own?.booking;
  const isLater =
    own?.edit?.deviceId === booking.edit?.deviceId && (own?.edit?.n ?? 0) > (booking.edit?.n ?? 0);
  return own !== undefined && isLater
    ? wished(known, { booking: own, ahead: false, news: true }, facts)
    : known;
}

function laterEdit(a: Booking['edit'], b: Booking['edit']): Pick<Booking, 'edit'> | Record<never, never> {
  const later = (b?.n ?? 0) > (a?.n ?? 0) ? b : (a ?? b);
  return later === undefined ? {} : { edit: later };
}

const refused = (booking: Booking, status: BookingStatus): Booking => ({
  ...omit(booking, ['conflicts', 'expiresAt']),
  status,
  reason: 'sales-closed',
});

/** A reported state as the server had it, as far as can be told from what the device may have written on top. */
function acknowledged({ nowMs, holdSecondsDefault }: Report, booking: Booking): Booking {
  const holdEnds = { expiresAt: booking.expiresAt ?? instant(nowMs + holdSecondsDefault * 1_000) };
  const unseen = booking.rev === 0;
  switch (booking.status) {
    case 'requested':
      return refused(booking, 'rejected');
    case 'pending':
      return unseen ? refused(booking, 'rejected') : { ...booking, ...holdEnds };
    case 'paying':
      if (unseen) return refused(booking, 'rejected');
      // The server ends a hold's time when it says `paying`: with an end it is still only the till's wish.
      return booking.expiresAt === undefined ? booking : { ...refused(booking, 'pending'), ...holdEnds };
    case 'confirmed':
      return unseen && capturedOf(booking) === 0
        ? refused(booking, 'rejected')
        : omit(booking, ['expiresAt']);
    case 'cancelled':
      return omit(isCancelWish(booking) ? refused(booking, 'confirmed') : booking, ['expiresAt']);
    default:
      return unseen && booking.status === 'conflicted'
        ? refused(booking, 'rejected')
        : omit(booking, ['expiresAt']);
  }
}

/** Whoever rules on a cancellation rules on the refunds it asks for; until then it is only asked for. */
const isCancelWish = (booking: Booking): boolean =>
  booking.rev > 0 && booking.refunds.some((refund) => refund.status === 'requested');

/** What a till wants of a booking the server knows at least as well as the till does. */
function wished(own: Booking, { booking, news }: Reported, facts: Facts): Booking {
  if (!news) return own;
  const sameSeats = sameJson(
    own.seats.map(({ seatId, ticketType }) => [seatId, ticketType]),
    booking.seats.map(({ seatId, ticketType }) => [seatId, ticketType]),
  );
  if (own.status === booking.status && sameSeats)
    return { ...omit(booking, [...RULED]), ...pick(own, [...RULED]) };
  const unsold = own.status !== 'confirmed' && own.status !== 'conflicted' && own.status !== 'cancelled';
  if (booking.status === 'confirmed' && unsold && capturedOf(facts) > 0)
    return { ...omit(booking, ['expiresAt', 'conflicts', 'reason']), updatedAt: own.updatedAt };
  if (booking.status === 'cancelled' && unsold && capturedOf(facts) === 0)
    return { ...omit(own, ['expiresAt', 'conflicts', 'reason']), status: 'cancelled' };
  return { ...own, reason: 'sales-closed' };
}

/** What only a ruling says of a standing booking. */
const RULED = ['price', 'tariffVersion', 'expiresAt', 'conflicts', 'reason'] as const;

/** Captured money is never left on a booking that holds nothing: its seats are wanted at the opening, or a person is. */
function paidFor(own: Booking | null, booking: Booking): Booking {
  if (capturedOf(booking) === 0) return booking;
  switch (booking.status) {
    case 'requested':
    case 'pending':
    case 'rejected':
    case 'expired':
      return { ...omit(booking, ['expiresAt', 'conflicts', 'reason']), status: 'paying' };
    case 'cancelled':
      return own?.status === 'cancelled' && newMoney(own, booking).payments.length > 0
        ? { ...booking, status: 'conflicted' }
        : booking;
    default:
      return booking;
  }
}

function lateMoney(own: Booking | null, next: Booking): OpenItem[] {
  if (own?.status !== 'cancelled' || next.status !== 'conflicted') return [];
  return newMoney(own, next).payments.map((payment) => ({
    kind: 'late-payment',
    bookingId: next.id,
    paymentId: payment.id,
    amount: payment.amount,
    detail: 'captured after the booking was cancelled',
  }));
}

/** A sale that was cancelled after the backup with less given back than was taken: the policy may say so, or a till. */
function unreturned(own: Booking | null, next: Booking): OpenItem[] {
  const kept = capturedOf(next) - refundedOf(next);
  if (own?.status === 'cancelled' || next.status !== 'cancelled' || kept <= 0) return [];
  const detail = 'cancelled after the backup; look whether this much is due back';
  return [{ kind: 'conflicted-sale', bookingId: next.id, paymentId: null, amount: kept, detail }];
}

/** What a sale has been paid above its price, in minor units. */
const surplusOf = (booking: Booking | null): number =>
  booking?.status !== 'confirmed' || booking.price === undefined
    ? 0
    : Math.max(0, paidOf(booking) - refundedOf(booking) - booking.price.total);

/** A sale that was paid for more than it is by now: the restored server may have fewer of its seats than its till had. */
function overpaid(own: Booking | null, next: Booking): OpenItem[] {
  const amount = surplusOf(next);
  if (amount <= surplusOf(own)) return [];
  return [{ kind: 'overpaid', bookingId: next.id, paymentId: null, amount, detail: 'paid above the price' }];
}
