import type {
  Case,
  OpenItem,
  OwnBooking,
  Pusher,
  SeatChange,
  SeatRow,
  Verdict,
} from '#shared/domain/booking/case.ts';
import { mayYield } from '#shared/domain/booking/expire.ts';
import { holdEndsAtMs } from '#shared/domain/booking/swap.ts';
import type { PushedBooking } from '#shared/wire/booking.ts';
import type { AllotmentId, BookingId, PaymentId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { checkPayingStands } from '../invariants/i02-all-or-none.ts';
import { checkFactsStay } from '../invariants/i03-money.ts';
import { checkCapturedOnce } from '../invariants/i04-capture.ts';
import { checkSeatWrite } from '../invariants/i13-revisions.ts';
import { showOf } from '../world/house.ts';
import type { World } from '../world/world.ts';
import { noticeOf, ofShow, stamp, type Tables } from './tables.ts';

/** Half a minute would do as well: short enough that holds end within a schedule. */
const HOLD_SECONDS = 60;

const rowOf = (tables: Tables, showId: ShowId, seatId: SeatId): SeatRow | undefined => {
  const state = tables.seats.get(showId)?.get(seatId);
  if (state === undefined) return undefined;
  const holder = state.bookingId === undefined ? undefined : tables.bookings.get(state.bookingId)?.booking;
  return { ...state, holdEndsAtMs: holder === undefined ? null : holdEndsAtMs(holder) };
};

export function rowsOf(tables: Tables, showId: ShowId, seatIds: Iterable<SeatId>): Map<SeatId, SeatRow> {
  const rows = new Map<SeatId, SeatRow>();
  for (const seatId of seatIds) {
    const row = rowOf(tables, showId, seatId);
    if (row !== undefined) rows.set(seatId, row);
  }
  return rows;
}

/** Everything the ruling on one pushed booking depends on, as the arbiter loads it. */
export function caseOf(
  world: World,
  tables: Tables,
  read: Tables,
  q: {
    readonly pusher: Pusher;
    readonly pushed: PushedBooking;
    readonly nowMs: number;
  },
): Case {
  const { pusher, pushed, nowMs } = q;
  const own = tables.bookings.get(pushed.id) ?? null;
  const showId = own?.booking.showId ?? pushed.showId;
  const named = new Set<SeatId>();
  const lists = [own?.booking.seats, own?.booking.swap?.seats, pushed.seats, pushed.swap?.seats];
  for (const list of lists) for (const { seatId } of list ?? []) named.add(seatId);
  const trusted = tables.allotted.get(showId);
  const allotted = new Map(
    [...named].flatMap((seatId) => {
      const one = trusted?.get(seatId);
      return one === undefined ? [] : [[seatId, one] as const];
    }),
  );
  const source = world.rules.manners.readsItsOwnWrites ? tables : read;
  return {
    own,
    pushed,
    pusher,
    facts: showOf(showId),
    seats: rowsOf(source, showId, named),
    allotted,
    paymentsElsewhere: elsewhere(tables, pushed),
    unpaidOrders: unpaidOrders(tables, pusher, pushed, showId),
    nowMs,
    holdSecondsDefault: HOLD_SECONDS,
  };
}

function elsewhere(tables: Tables, { id, payments = [] }: PushedBooking): Set<PaymentId> {
  const others = new Set<PaymentId>();
  for (const payment of payments) if ((tables.payments.get(payment.id) ?? id) !== id) others.add(payment.id);
  return others;
}

/** The device's own orders without money on seats entrusted to it, among those the push names. */
function unpaidOrders(
  tables: Tables,
  pusher: Pusher,
  { id, seats }: PushedBooking,
  showId: ShowId,
): Set<BookingId> {
  const orders = new Set<BookingId>();
  for (const { seatId } of seats) {
    const state = tables.seats.get(showId)?.get(seatId);
    if (state?.status !== 'held' || state.bookingId === undefined || state.bookingId === id) continue;
    if (state.deviceId !== pusher.id || tables.allotted.get(showId)?.has(seatId) !== true) continue;
    const holder = tables.bookings.get(state.bookingId)?.booking;
    if (holder !== undefined && mayYield(holder)) orders.add(holder.id);
  }
  return orders;
}

export function writeSeats(world: World, tables: Tables, changes: readonly SeatChange[]): void {
  for (const change of changes) {
    const seats = ofShow(tables.seats, change.showId);
    const before = seats.get(change.seatId);
    const after = {
      status: change.status,
      rev: change.revSeen + 1,
      ...(change.bookingId === null ? {} : { bookingId: change.bookingId }),
      ...(change.deviceId === null ? {} : { deviceId: change.deviceId }),
    };
    checkSeatWrite(world, change.seatId, before, after);
    seats.set(change.seatId, after);
  }
  for (const showId of new Set(changes.map((change) => change.showId))) stamp(tables, 'seatmaps', showId);
}

export function writeBooking(world: World, tables: Tables, own: OwnBooking, isYielding = false): void {
  const { booking } = own;
  if (!isYielding) checkPayingStands(world, tables.bookings.get(booking.id)?.booking ?? null, booking);
  checkFactsStay(world, tables.bookings.get(booking.id)?.booking ?? null, booking);
  tables.bookings.set(booking.id, own);
  stamp(tables, 'bookings', booking.id);
}

export function writeOpenItem(tables: Tables, item: OpenItem): void {
  tables.openItems.set(`${item.kind}/${item.bookingId}/${item.paymentId}`, item);
}

/** Ends the trust in some seats of an allotment, in the table and in its document. */
export function endTrust(
  world: World,
  tables: Tables,
  allotmentId: AllotmentId,
  seatIds: readonly SeatId[],
  nowMs: number,
): void {
  const allotment = tables.allotments.get(allotmentId);
  if (allotment === undefined) return;
  forgetTrust(tables, allotment.showId, allotmentId, seatIds);
  const next = world.rules.shrunk(allotment, seatIds, nowMs);
  if (next === null) return;
  tables.allotments.set(allotmentId, next);
  stamp(tables, 'allotments', allotmentId);
}

export function forgetTrust(
  tables: Tables,
  showId: ShowId,
  allotmentId: AllotmentId,
  seatIds: readonly SeatId[],
): void {
  const trusted = tables.allotted.get(showId);
  for (const seatId of seatIds) if (trusted?.get(seatId)?.allotmentId === allotmentId) trusted.delete(seatId);
}

/** Ends a hold whose time is over; false when it is not. */
export function expireInside(
  world: World,
  tables: Tables,
  id: BookingId,
  nowMs: number,
  end = world.rules.expireBooking,
): boolean {
  const own = tables.bookings.get(id);
  if (own === undefined) return false;
  const { showId, seats, swap } = own.booking;
  const named = [...seats, ...(swap?.seats ?? [])].map(({ seatId }) => seatId);
  const rows = rowsOf(tables, showId, named);
  const verdict = end(own, rows, nowMs);
  if (verdict.store === null) return false;
  writeSeats(world, tables, verdict.seats);
  writeBooking(world, tables, verdict.store, end === world.rules.yieldBooking);
  return true;
}

/** Writes everything a verdict asks for. */
export function applyVerdict(world: World, tables: Tables, verdict: Verdict, nowMs: number): void {
  for (const ended of verdict.expire) expireInside(world, tables, ended, nowMs);
  for (const order of verdict.yielded) expireInside(world, tables, order, nowMs, world.rules.yieldBooking);
  writeSeats(world, tables, verdict.seats);
  for (const { allotmentId, seatIds } of verdict.spent) endTrust(world, tables, allotmentId, seatIds, nowMs);
  if (verdict.store !== null) {
    writeBooking(world, tables, verdict.store);
    for (const what of verdict.notify) tables.outbox.add(noticeOf(verdict.store.booking.id, what));
    for (const fact of verdict.money) {
      if (fact.kind !== 'payment') continue;
      checkCapturedOnce(world, tables, fact.payment.id, verdict.store.booking.id);
      tables.payments.set(fact.payment.id, verdict.store.booking.id);
    }
  }
  for (const item of verdict.openItems) writeOpenItem(tables, item);
}
