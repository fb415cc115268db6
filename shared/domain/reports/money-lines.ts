import type { Booking, Payment, PriceLine, Refund } from '#shared/wire/booking.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { BookingId, Day, SeatId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import { businessDayOf } from '../time.ts';
import { allocate } from './allocate.ts';

/** One movement of money, attributed to one ticket (or to the order as a whole): the atom every figure is a sum of. */
export type MoneyLine = {
  readonly kind: 'payment' | 'refund';
  /** The payment or refund this is a part of. */
  readonly moneyId: string;
  readonly bookingId: BookingId;
  /** The business day of the money: its shift's, or else by the clock of the cinema's zone. */
  readonly day: Day;
  readonly atMs: number;
  /** Minor units; a refund is negative. */
  readonly amount: number;
  readonly seatId: SeatId | null;
  readonly ticketType: TicketType | null;
  readonly tender: Payment['tender'];
  readonly channel: Booking['channel'];
  readonly showId: Booking['showId'];
  readonly deviceId: string;
  readonly staffId: string | null;
  readonly taxRate: number;
  /** 1 where this line completes the sale of a ticket, -1 where it undoes one, else 0. */
  readonly tickets: -1 | 0 | 1;
};

/** How money's day is reckoned. */
export type Calendar = {
  readonly zone: string;
  /** `HH:MM`, local. */
  readonly businessDayEndsAt: string;
  readonly shifts: ReadonlyMap<string, Pick<Shift, 'businessDay'>>;
};

/** Every captured payment and every paid refund of a booking, split by ticket; the parts of one add up to it exactly. */
export function moneyLines(booking: Booking, calendar: Calendar): MoneyLine[] {
  const payments = booking.payments.filter((payment) => payment.status === 'success');
  const refunds = booking.refunds.filter((refund) => refund.status === 'paid');
  const undone = booking.status === 'cancelled' ? refunds.length - 1 : -1;
  return [
    ...payments.flatMap((payment, index) =>
      split(booking, payment, payment.tender, index === 0 ? 1 : 0, calendar),
    ),
    ...refunds.flatMap((refund, index) => {
      const tender = payments.find((payment) => payment.id === refund.paymentId)?.tender ?? 'cash';
      return split(booking, refund, tender, index === undone || refund.lines.length > 0 ? -1 : 0, calendar);
    }),
  ];
}

function split(
  booking: Booking,
  money: Payment | Refund,
  tender: Payment['tender'],
  tickets: -1 | 0 | 1,
  calendar: Calendar,
): MoneyLine[] {
  const isRefund = 'lines' in money;
  const parts = shares(booking, isRefund ? money.lines : []);
  const amounts = allocate(
    money.amount,
    parts.map((part) => part.weight),
  );
  const atMs = Date.parse(money.at);
  const shift = money.shiftId === undefined ? undefined : calendar.shifts.get(money.shiftId);
  const staffId = isRefund ? money.by : money.staffId;
  return parts.map((part, i) => ({
    kind: isRefund ? 'refund' : 'payment',
    moneyId: money.id,
    bookingId: booking.id,
    day: shift?.businessDay ?? businessDayOf(atMs, calendar.zone, calendar.businessDayEndsAt),
    atMs,
    amount: isRefund ? -(amounts[i] ?? 0) : (amounts[i] ?? 0),
    seatId: part.seatId,
    ticketType: part.ticketType,
    tender,
    channel: booking.channel,
    showId: booking.showId,
    deviceId: money.deviceId ?? booking.deviceId,
    staffId: staffId ?? null,
    taxRate: part.taxRate,
    tickets: part.seatId === null ? 0 : tickets,
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
