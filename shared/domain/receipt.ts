import type { Booking, Payment, PriceLine } from '#shared/wire/booking.ts';
import type { PrintedReceipt, ReceiptRow } from '#shared/wire/bridge.ts';
import type { Cinema, Movie, Screen, SeatType, Show, TicketType } from '#shared/wire/catalog.ts';
import { seatNumber } from './catalog.ts';
import { formatMoney, RATE_WHOLE, sum } from './money.ts';
import { explainLine } from './pricing/price.ts';

const NOTE_LENGTH_MAX = 500;

/** The words of a receipt that are not data, in the language it is printed in. */
export type ReceiptWords = {
  readonly seatTypes: Readonly<Record<SeatType, string>>;
  readonly ticketTypes: Readonly<Record<TicketType, string>>;
  readonly tenders: Readonly<Record<Payment['tender'], string>>;
  readonly title: string;
  readonly number: string;
  readonly sold: string;
  readonly till: string;
  readonly wholeOrder: string;
  readonly total: string;
  readonly rounding: string;
  readonly paid: string;
  readonly paidBack: string;
  /** `7 % tax in 28.04 net`. */
  tax(rate: string, net: string): string;
  /** Above a receipt that is not the first; `n` from 2 on. */
  copy(n: number): string;
};

export type ReceiptQuery = {
  readonly booking: Booking;
  readonly cinema: Cinema;
  readonly show: Show;
  readonly screen: Screen;
  readonly movie: Movie | null;
  readonly words: ReceiptWords;
  /** BCP 47. */
  readonly locale: string;
  /** 1 for the first receipt of this sale. */
  readonly copy: number;
};

/** Everything that stands on a receipt: what was bought and why it costs that, how it was paid, and the tax by rate. */
export function receiptOf(query: ReceiptQuery): PrintedReceipt {
  const { booking, cinema, words, locale, copy } = query;
  const currency = booking.price?.currency ?? cinema.currency;
  const money = (amount: number): string => formatMoney(amount, currency, locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return {
    cinema: cinema.name,
    address: [...(cinema.address === undefined ? [] : [cinema.address]), cinema.city],
    title: words.title,
    facts: factsOf(query),
    items: itemsOf(query, currency),
    totals: totalsOf(booking, words, money),
    payments: moneyRows(booking, words, money),
    tax: (booking.price?.tax ?? []).map(({ rate, net, tax }) => ({
      left: words.tax(percent.format(rate / RATE_WHOLE), money(net)),
      right: money(tax),
    })),
    footer: [],
    ...(copy > 1 ? { copy: words.copy(copy) } : {}),
  };
}

function factsOf({ booking, cinema, show, screen, movie, words, locale }: ReceiptQuery): ReceiptRow[] {
  const when = (instant: string): string =>
    new Intl.DateTimeFormat(locale, {
      timeZone: cinema.zone,
      dateStyle: 'medium',
      timeStyle: 'short',
      hourCycle: 'h23',
    }).format(new Date(instant));
  const paidAt = booking.payments.find(({ status }) => status === 'success')?.at ?? booking.requestedAt;
  const till = cinema.devices.find(({ id }) => id === booking.deviceId)?.name;
  return [
    { left: words.number, right: booking.code },
    { left: words.sold, right: when(paidAt) },
    ...(till === undefined ? [] : [{ left: words.till, right: till }]),
    { left: movie?.title ?? show.id, right: '' },
    { left: when(show.startsAt), right: screen.name },
  ];
}

/** Tickets that cost the same for the same reasons are one item, with their seats. */
function itemsOf({ booking, screen, words, locale }: ReceiptQuery, currency: string): ReceiptRow[] {
  const items = new Map<string, { left: string; why: string; lines: PriceLine[] }>();
  for (const line of booking.price?.lines ?? []) {
    const seat = screen.seats.find(({ id }) => id === line.seatId);
    const kind = line.ticketType === undefined ? words.wholeOrder : words.ticketTypes[line.ticketType];
    const left = seat === undefined ? kind : `${kind}, ${words.seatTypes[seat.type]}`;
    const why = explainLine(line, currency, locale);
    const item = items.get(`${left} ${why}`) ?? { left, why, lines: [] };
    item.lines.push(line);
    items.set(`${left} ${why}`, item);
  }
  return [...items.values()].map(({ left, why, lines }) => {
    const places = lines.flatMap(({ seatId }) => screen.seats.find(({ id }) => id === seatId) ?? []);
    const seats = places.map((seat) => `${seat.row}${seatNumber(seat)}`).join(', ');
    return {
      left: lines.length > 1 ? `${lines.length} \u00d7 ${left}` : left,
      right: formatMoney(sum(lines.map(({ total }) => total)), currency, locale),
      note: `${seats === '' ? '' : `${seats}: `}${why}`.slice(0, NOTE_LENGTH_MAX),
    };
  });
}

function totalsOf(booking: Booking, words: ReceiptWords, money: (amount: number) => string): ReceiptRow[] {
  const rounding = sum(
    booking.payments.map((payment) => (payment.status === 'success' ? (payment.rounding ?? 0) : 0)),
  );
  const total = booking.price?.total ?? 0;
  return [
    { left: words.total, right: money(total) },
    ...(rounding === 0
      ? []
      : [
          { left: words.rounding, right: money(rounding) },
          { left: words.paid, right: money(total + rounding) },
        ]),
  ];
}

function moneyRows(booking: Booking, words: ReceiptWords, money: (amount: number) => string): ReceiptRow[] {
  return [
    ...booking.payments
      .filter(({ status }) => status === 'success')
      .map(({ tender, amount }) => ({ left: words.tenders[tender], right: money(amount) })),
    ...booking.refunds
      .filter(({ status }) => status === 'paid')
      .map(({ amount }) => ({ left: words.paidBack, right: money(-amount) })),
  ];
}
