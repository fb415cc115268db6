import type { Booking, BookingReason, Channel, PriceBreakdown } from '#shared/wire/booking.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { Claimant } from '../allotment/trust.ts';
import type { SeatTable } from '../arbitration/arbitrate.ts';
import { isOnSale, seatsById } from '../catalog.ts';
import { HOLD_SECONDS_MAX } from '../limits.ts';
import { omit, pick } from '../pick.ts';
import { priceOf, versionInForce, versionNumbered } from '../pricing/price.ts';
import type { Case, ShowFacts } from './case.ts';
import { bookingCode } from './code.ts';
import { capturedOf, type Facts } from './facts.ts';

/** The pushed booking with what the server adds, before any ruling: its status is still only what the kiosk wants. */
export function draftOf(c: Case, facts: Facts): Booking {
  const { pushed, pusher, own } = c;
  const earlier = own?.booking;
  const blind = pusher.kind === 'lobby' || pusher.kind === 'door';
  return {
    ...pick(pushed, ['holdSeconds', 'groupId', 'requestedAt', 'tariffVersion', 'price', 'edit']),
    // Only a ruling says what is held for a swap.
    ...(earlier === undefined ? {} : pick(earlier, ['swap'])),
    ...pick(blind && earlier !== undefined ? { ...earlier, ...pick(pushed, ['customer', 'note']) } : pushed, [
      'customer',
      'note',
    ]),
    ...facts,
    id: pushed.id,
    showId: earlier?.showId ?? pushed.showId,
    cinemaId: pushed.cinemaId,
    deviceId: earlier?.deviceId ?? pusher.id,
    code: earlier?.code ?? bookingCode(pusher.prefix, pushed.id),
    channel: earlier?.channel ?? channelOf(c),
    status: pushed.status,
    rev: earlier?.rev ?? 0,
    seats: pushed.seats,
    requestedAt: earlier?.requestedAt ?? pushed.requestedAt ?? instant(c.nowMs),
    assurance: pushed.assurance ?? earlier?.assurance ?? 'arbitrated',
    updatedAt: instant(c.nowMs),
    ...editOf(c),
  };
}

const channelOf = ({ pushed, pusher }: Case): Channel =>
  pusher.kind === 'lobby' ? 'lobby' : (pushed.channel ?? 'counter');

/** The edit to record: the pushed one, its counter never lower than what was judged before. */
export function editOf({ own, pushed }: Case): Pick<Booking, 'edit'> | Record<never, never> {
  const last = own?.booking.edit;
  if (pushed.edit === undefined) return last === undefined ? {} : { edit: last };
  return { edit: { ...pushed.edit, n: Math.max(pushed.edit.n, last?.n ?? 0) } };
}

/** What the booking costs by the server's own reckoning; `right` is null when show or seats are unknown. */
export function priced(
  c: Case,
  draft: Booking,
): { right: PriceBreakdown | null; wrong: boolean; version: number | null; cashStep?: number } {
  if (c.facts === null) return { right: null, wrong: false, version: null };
  const { facts } = c;
  const known = seatsById(facts.screen);
  if (draft.seats.length === 0 || draft.seats.some((seat) => !known.has(seat.seatId)))
    return { right: null, wrong: false, version: null };
  const version = tariffVersionFor(c, facts, draft);
  const approved = draft.approvals.find(
    (approval) => approval.what === 'override' || approval.what === 'comp',
  );
  const trusted = approved !== undefined && mayOverride(c, approved.id);
  const right = priceOf({
    ...facts,
    version,
    channel: draft.channel,
    seats: draft.seats,
    ...(trusted && approved.amount !== undefined
      ? { overrideTotal: approved.amount, overrideLabel: approved.reason }
      : {}),
  });
  const asked = c.pushed.price;
  const cashStep = version.cashStep ?? 1;
  return {
    right,
    version: version.version,
    cashStep,
    wrong: asked !== undefined && !samePrice(asked, right),
  };
}

/** An override counts when a supervisor or manager is signed in, or when it was accepted before. */
function mayOverride({ own, pusher }: Case, approvalId: string): boolean {
  const role = pusher.staff?.role;
  return (
    role === 'supervisor' ||
    role === 'manager' ||
    (own?.booking.approvals.some((approval) => approval.id === approvalId) ?? false)
  );
}

/**
 * The version the kiosk may have priced with: the one already ruled upon, one in force no longer ago than a hold may
 * grow old, or any once money was taken. Otherwise the version in force now.
 */
function tariffVersionFor(c: Case, facts: ShowFacts, draft: Booking) {
  const current = versionInForce(facts.tariff, c.nowMs);
  const asked = draft.tariffVersion;
  const named = asked === undefined ? null : versionNumbered(facts.tariff, asked);
  if (named === null || named.version === current.version) return current;
  const recent = versionInForce(facts.tariff, c.nowMs - HOLD_SECONDS_MAX * 1_000);
  const acceptable =
    c.own?.booking.tariffVersion === named.version ||
    capturedOf(draft) > 0 ||
    named.version === recent.version;
  return acceptable ? named : current;
}

export const samePrice = (a: PriceBreakdown, b: PriceBreakdown): boolean =>
  a.currency === b.currency && a.total === b.total;

/**
 * Whose trust counts for the seats of the case: that of the booking's own till. Before a till sells a seat it is
 * entrusted with it looks through its own orders, not through those of others it lends a hand with; for these it gives
 * its seats back first, like anybody.
 */
export function claimantOf({ own, pusher }: Case): Claimant {
  const deviceId = own?.booking.deviceId ?? pusher.id;
  return { deviceId, replicaId: deviceId === pusher.id ? pusher.replicaId : null };
}

/** The seats of the case as the arbiter sees them. */
export function seatTable(c: Case): SeatTable {
  const known = c.facts === null ? null : seatsById(c.facts.screen);
  return { exists: (seatId) => known?.has(seatId) ?? false, rows: c.seats, allotted: c.allotted };
}

/** Whether the show may still be sold through the booking's channel at `atMs` (the server's clock). A supervisor may sell on. */
export function salesOpen(c: Case, facts: ShowFacts, channel: Channel, atMs: number): boolean {
  const role = c.pusher.staff?.role;
  if (channel === 'counter' && (role === 'supervisor' || role === 'manager')) return true;
  return isOnSale(facts.show, channel, atMs);
}

/** Why nothing new of this show may be sold now, or null. */
export function showRefusal(c: Case, channel: Channel, atMs: number): BookingReason | null {
  if (c.facts === null) return 'unknown-show';
  if (c.facts.show.cancelled === true) return 'show-cancelled';
  return salesOpen(c, c.facts, channel, atMs) ? null : 'sales-closed';
}

/** A booking without what an earlier ruling said of it. */
export const cleared = (booking: Booking): Booking => omit(booking, ['conflicts', 'reason', 'expiresAt']);
