import { seatNumber } from '#shared/domain/catalog.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { explainLine } from '#shared/domain/pricing/price.ts';
import type { ReceiptWords } from '#shared/domain/receipt.ts';
import type { Booking, Ticket } from '#shared/wire/booking.ts';
import type { BridgeInput, PrintedTicket } from '#shared/wire/bridge.ts';
import type { CommandContext, TicketWords } from './context.ts';
import type { KnownShow } from './show-facts.ts';

const EXPLANATION_LENGTH_MAX = 500;

export const ENGLISH: TicketWords = {
  seatTypes: { regular: 'Regular', premium: 'Premium', vip: 'VIP', recliner: 'Recliner' },
  ticketTypes: {
    adult: 'Adult',
    child: 'Child',
    student: 'Student',
    senior: 'Senior',
    disabled: 'Disabled',
    companion: 'Companion',
  },
  promised: 'Seat not confirmed yet: please ask at the counter before the show',
  reprint: 'Second copy: earlier ones are not valid',
  onReceiptPaper: 'Printed on receipt paper: a valid ticket',
};

export const ENGLISH_RECEIPT: ReceiptWords = {
  ...ENGLISH,
  tenders: { cash: 'Cash', card: 'Card', voucher: 'Voucher' },
  title: 'Receipt',
  number: 'No.',
  sold: 'Sold',
  till: 'Till',
  wholeOrder: 'For the whole order',
  total: 'Total',
  rounding: 'Rounded to coins',
  paid: 'To pay',
  paidBack: 'Paid back',
  tax: (rate, net) => `${rate} tax, net ${net}`,
  copy: (n) => `Copy ${n}`,
};

/** The till's other printer; left out, the ticket printer. */
export type PrinterName = NonNullable<BridgeInput<'print'>['on']>;

/** Day and time as a visitor reads them on the cinema's own clock. */
function when(startsAt: string, zone: string, locale: string): { day: string; time: string } {
  const at = new Date(startsAt);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(at);
  return {
    day: show({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    time: show({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}

/** Everything that stands on one ticket, signed by the host. Throws when the booking does not name the ticket's seat. */
export async function ticketOnPaper(
  ctx: CommandContext,
  known: KnownShow,
  booking: Booking,
  ticket: Ticket,
  on?: PrinterName,
): Promise<PrintedTicket> {
  const { locale = 'en', words = ENGLISH } = ctx;
  const { show, screen, cinema, movie, tariff } = known;
  const seat = screen.seats.find((candidate) => candidate.id === ticket.seatId);
  const place = booking.seats.find((candidate) => candidate.seatId === ticket.seatId);
  if (seat === undefined || place === undefined) throw new Error(`no seat ${ticket.seatId} in the booking`);
  const line = booking.price?.lines.find((candidate) => candidate.seatId === ticket.seatId);
  const currency = booking.price?.currency ?? tariff.currency;
  const { qr } = await ctx.bridge.signTicket({
    ticketId: ticket.id,
    bookingId: booking.id,
    showId: show.id,
    seatId: ticket.seatId,
    serial: ticket.serial,
    revision: ticket.revision,
    deviceId: ctx.replica.identity.deviceId,
  });
  const warning =
    booking.assurance === 'promised' ? words.promised : ticket.revision > 1 ? words.reprint : null;
  return {
    ticketId: ticket.id,
    cinema: cinema.name,
    movie: movie?.title ?? show.id,
    screen: screen.name,
    ...when(show.startsAt, cinema.zone, locale),
    row: seat.row,
    seat: seatNumber(seat),
    seatType: words.seatTypes[seat.type],
    ticketType: words.ticketTypes[place.ticketType],
    price: formatMoney(line?.total ?? 0, currency, locale),
    explanation:
      line === undefined ? '' : explainLine(line, currency, locale).slice(0, EXPLANATION_LENGTH_MAX),
    code: booking.code,
    serial: ticket.serial,
    revision: ticket.revision,
    qr,
    ...(movie?.certificate === undefined ? {} : { certificate: movie.certificate }),
    ...(warning === null ? {} : { warning }),
    ...(on === undefined ? {} : { note: words.onReceiptPaper }),
  };
}
