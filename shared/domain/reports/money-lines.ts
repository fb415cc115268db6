import type { Booking, Payment, PriceLine, Refund } from '#shared/wire/booking.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { BookingId, Day, SeatId } from '#shared/wire/scalars.ts';
import { allocate } from './allocate.ts';
import type { Calendar } from './calendar.ts';
import type { MoneyFact } from './journal-money.ts';

/** One movement of money, attributed to one ticket (or to the order as a whole): the atom every figure is a sum of. */
export type MoneyLine = {
  readonly kind: 'payment' | 'refund';
  /** The payment or refund this is a part of. */
  readonly moneyId: string;
  readonly bookingId: BookingId;
  readonly day: Day;
  readonly atMs: number;
  /** The quarter hour on the cinema's wall, `HH:MM`. */
  readonly quarter: string;
  /** Minor units; a refund is negative. */
  readonly amount: number;
  readonly seatId: SeatId | null;
  readonly ticketType: TicketType | null;
  readonly tender: Payment['tender'];
  /** Null, as the show is, for money whose booking is not known (yet). */
  readonly channel: Booking['channel'] | null;
  readonly showId: Booking['showId'] | null;
  readonly deviceId: string;
  readonly staffId: string | null;
  readonly taxRate: number;
  /** 1 where this line completes the sale of a ticket, -1 where it undoes one, else 0. */
  readonly tickets: -1 | 0 | 1;
};

/** Every captured payment and every paid refund of a booking, split by ticket; the parts of one add up to it exactly. */
export function moneyLines(booking: Booking, calendar: Calendar): MoneyLine[] {
  const payments = booking.payments.filter((payment) => payment.status === 'success');
  if (payments.length === 0 && booking.refunds.length === 0) return [];
  const refunds = booking.refunds.filter((refund) => refund.status === 'paid');
  const sold = completing(booking, payments);
  const undo = undoer(booking, refunds, sold !== -1);
  return [
    ...payments.flatMap((payment, index) =>
      split(booking, payment, payment.tender, index === sold ? () => 1 : () => 0, calendar),
    ),
    ...refunds.flatMap((refund, index) => {
      const tender = payments.find((payment) => payment.id === refund.paymentId)?.tender ?? 'cash';
      return split(booking, refund, tender, (seatId) => undo(index, seatId), calendar);
    }),
  ];
}

/** Money that a journal tells of and no booking: a sum of its day, and of nothing else that is known. */
export function strayLine(fact: MoneyFact, calendar: Calendar): MoneyLine {
  const { kind, id, bookingId, deviceId, staffId, shiftId, at, amount } = fact;
  const atMs = Date.parse(at);
  return {
    ...{ kind, moneyId: id, bookingId, deviceId, staffId: staffId ?? null, atMs, taxRate: 0, tickets: 0 },
    day: calendar.dayOf(atMs, shiftId),
    quarter: calendar.quarterOf(atMs),
    amount: kind === 'refund' ? -amount : amount,
    tender: fact.kind === 'payment' ? fact.payment.tender : 'cash',
    ...{ seatId: null, ticketType: null, channel: null, showId: null },
  };
}

/** Which payment makes the tickets sold: the one that completes the price; -1 while none has. */
function completing(booking: Booking, payments: readonly Payment[]): number {
  const total = booking.price?.total ?? 0;
  let paid = 0;
  for (const [index, { amount, rounding = 0 }] of payments.entries()) {
    paid += amount - rounding;
    if (paid >= total) return index;
  }
  // Sold at a price that was agreed on otherwise: a person has settled it.
  return booking.status === 'confirmed' || booking.status === 'conflicted' ? payments.length - 1 : -1;
}

/** Tickets are taken back once: by the refund that names them, or by the last one of a cancelled order. */
function undoer(
  booking: Booking,
  refunds: readonly Refund[],
  isSold: boolean,
): (index: number, seatId: SeatId) => -1 | 0 {
  const gone = new Set<SeatId>();
  return (index, seatId) => {
    const named = (refunds[index]?.lines.length ?? 0) > 0;
    const last = booking.status === 'cancelled' && index === refunds.length - 1;
    if (!isSold || gone.has(seatId) || !(named || last)) return 0;
    gone.add(seatId);
    return -1;
  };
}

function split(
  booking: Booking,
  money: Payment | Refund,
  tender: Payment['tender'],
  tickets: (seatId: SeatId) => -1 | 0 | 1,
  calendar: Calendar,
): MoneyLine[] {
  const isRefund = 'lines' in money;
  const parts = shares(booking, isRefund ? money.lines : []);
  const amounts = allocate(
    money.amount,
    parts.map((part) => part.weight),
  );
  const atMs = Date.parse(money.at);
  const staffId = isRefund ? money.by : money.staffId;
  const common = {
    kind: isRefund ? 'refund' : 'payment',
    moneyId: money.id,
    bookingId: booking.id,
    day: calendar.dayOf(atMs, money.shiftId),
    atMs,
    quarter: calendar.quarterOf(atMs),
    tender,
    channel: booking.channel,
    showId: booking.showId,
    deviceId: money.deviceId ?? booking.deviceId,
    staffId: staffId ?? null,
  } as const;
  return parts.map((part, i) => ({
    ...common,
    amount: isRefund ? -(amounts[i] ?? 0) : (amounts[i] ?? 0),
    seatId: part.seatId,
    ticketType: part.ticketType,
    taxRate: part.taxRate,
    tickets: part.seatId === null ? 0 : tickets(part.seatId),
  }));
}

type Share = { seatId: SeatId | null; ticketType: TicketType | null; weight: number; taxRate: number };

/** What a sum is split over: the price's lines, or the seats where no price is known. */
function shares(booking: Booking, only: readonly SeatId[]): Share[] {
  const wanted = (seatId: SeatId | undefined): boolean =>
    only.length === 0 || (seatId !== undefined && only.includes(seatId));
  const priced = (booking.price?.lines ?? []).filter((line) => wanted(line.seatId)).map(ofLine);
  if (priced.length > 0) return priced;
  const seats = booking.seats
    .filter((seat) => wanted(seat.seatId))
    .map((seat) => ({ seatId: seat.seatId, ticketType: seat.ticketType, weight: 1, taxRate: 0 }));
  return seats.length > 0 ? seats : [{ seatId: null, ticketType: null, weight: 1, taxRate: 0 }];
}

const ofLine = (line: PriceLine): Share => ({
  seatId: line.seatId ?? null,
  ticketType: line.ticketType ?? null,
  weight: line.total,
  taxRate: line.taxRate,
});

/** Reads bookings' money lines and remembers them per document: live figures are reckoned again with every sale. */
export function moneyReader(calendar: Calendar): (booking: Booking) => readonly MoneyLine[] {
  const known = new WeakMap<Booking, readonly MoneyLine[]>();
  return (booking) => {
    const before = known.get(booking);
    if (before !== undefined) return before;
    const lines = moneyLines(booking, calendar);
    known.set(booking, lines);
    return lines;
  };
}
