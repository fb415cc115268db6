import type { Case, OwnBooking, Pusher } from '#shared/domain/booking/case.ts';
import { mayYield } from '#shared/domain/booking/expire.ts';
import type { PushedBooking } from '#shared/wire/booking.ts';
import type { BookingId, PaymentId } from '#shared/wire/scalars.ts';
import type { Caller } from '../engine.ts';
import type { Tx } from '../store/store.ts';
import type { Catalogue } from './catalogue.ts';

const NONE_ELSEWHERE: ReadonlySet<PaymentId> = new Set();

export function pusherOf({ device, staff, replicaId }: Caller): Pusher {
  return {
    id: device.id,
    kind: device.kind,
    cinemaId: device.cinemaId,
    prefix: device.prefix,
    retired: device.retired,
    replicaId,
    staff: staff === null ? null : { id: staff.id, role: staff.role },
  };
}

async function seatsOf(
  tx: Tx,
  own: OwnBooking | null,
  pushed: PushedBooking,
): Promise<Pick<Case, 'seats' | 'allotted'>> {
  const { cinemaId, showId } = own?.booking ?? pushed;
  const lists = [own?.booking.seats, own?.booking.swap?.seats, pushed.seats, pushed.swap?.seats];
  const named = new Set(lists.flatMap((seats) => seats ?? []).map((seat) => seat.seatId));
  const seatIds = [...named];
  return {
    seats: await tx.seats(cinemaId, showId, seatIds),
    allotted: await tx.allotted(cinemaId, showId, seatIds),
  };
}

/** Which of a row's payments were accepted for another booking. */
export async function paymentsElsewhere(tx: Tx, pushed: PushedBooking): Promise<ReadonlySet<PaymentId>> {
  const { payments = [] } = pushed;
  if (payments.length === 0) return NONE_ELSEWHERE;
  const owners = await tx.paymentOwners(payments.map((payment) => payment.id));
  return new Set([...owners].filter(([, owner]) => owner !== pushed.id).map(([id]) => id));
}

const NO_ORDERS: ReadonlySet<BookingId> = new Set();

/** The device's own orders that stand on seats entrusted to it; hardly ever are there any. */
async function unpaidOrders(
  tx: Tx,
  { device }: Caller,
  pushed: PushedBooking,
  { seats, allotted }: Pick<Case, 'seats' | 'allotted'>,
): Promise<ReadonlySet<BookingId>> {
  if (allotted.size === 0) return NO_ORDERS;
  const orders = new Set<BookingId>();
  for (const [seatId, { status, bookingId, deviceId }] of seats) {
    if (status !== 'held' || bookingId === undefined || bookingId === pushed.id) continue;
    if (deviceId === device.id && allotted.has(seatId)) orders.add(bookingId);
  }
  for (const id of orders) {
    const own = await tx.booking(id);
    if (own === null || !mayYield(own.booking)) orders.delete(id);
  }
  return orders;
}

export type CaseContext = {
  readonly catalogue: Catalogue;
  readonly holdSecondsDefault: number;
};

/** Reads, in the transaction that will write, everything the ruling on one pushed booking depends on. */
export async function loadCase(
  tx: Tx,
  { catalogue, holdSecondsDefault }: CaseContext,
  caller: Caller,
  pushed: PushedBooking,
  nowMs: number,
): Promise<Case> {
  const own = await tx.booking(pushed.id);
  const showId = own?.booking.showId ?? pushed.showId;
  const seats = await seatsOf(tx, own, pushed);
  return {
    own,
    pushed,
    pusher: pusherOf(caller),
    facts: await catalogue.facts(tx, caller.device.cinemaId, showId),
    ...seats,
    unpaidOrders: await unpaidOrders(tx, caller, pushed, seats),
    paymentsElsewhere: await paymentsElsewhere(tx, pushed),
    nowMs,
    holdSecondsDefault,
  };
}
