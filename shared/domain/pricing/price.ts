import type { Channel, PriceBreakdown, PriceLine, TaxLine } from '#shared/wire/booking.ts';
import type { Movie, Screen, Seat, Show, Tariff, TariffVersion, TicketType } from '#shared/wire/catalog.ts';
import { Money, type SeatId } from '#shared/wire/scalars.ts';
import { seatsById } from '../catalog.ts';
import { invariant } from '../invariant.ts';
import { formatAmount, splitTax, sum } from '../money.ts';
import { type LocalTime, localOf } from '../time.ts';
import type { OrderFacts, TicketFacts } from './condition.ts';
import { priceTicket, type TicketPrice } from './line.ts';
import { type Draft, orderLine, withOverride, withVouchers } from './order.ts';

export { versionInForce, versionNumbered } from './version.ts';

export type PricedSeat = { readonly seatId: SeatId; readonly ticketType: TicketType };

export type PriceQuery = {
  readonly show: Show;
  readonly movie: Movie | null;
  readonly screen: Screen;
  readonly tariff: Tariff;
  readonly version: TariffVersion;
  /** IANA zone of the cinema: evenings and weekends are in it. */
  readonly zone: string;
  readonly channel: Channel;
  readonly seats: readonly PricedSeat[];
  /** Codes the visitor has handed in; unknown ones are worth nothing. */
  readonly vouchers?: readonly string[];
  /** A supervisor's price for the whole order, in minor units; 0 for a comp. */
  readonly overrideTotal?: Money;
  readonly overrideLabel?: string;
};

/**
 * What an order costs and why. Till and server run this same function, and no order of the seats changes the price.
 * Every seat must be one of the screen's, and the tariff sound (`tariffProblems`); otherwise it throws.
 */
export function priceOf(query: PriceQuery): PriceBreakdown {
  const { version, tariff } = query;
  const order: OrderFacts = {
    show: query.show,
    movie: query.movie,
    channel: query.channel,
    start: startOf(query.show, query.zone),
    ticketCount: query.seats.length,
  };
  let drafts = draftsOf(query, order);
  if (query.vouchers !== undefined) {
    drafts = withVouchers(drafts, version.rules, order, new Set(query.vouchers));
  }
  if (query.overrideTotal !== undefined) {
    drafts = withOverride(drafts, query.overrideTotal, query.overrideLabel ?? 'Agreed price');
  }
  const lines = drafts.map((draft) => lineOf(draft, version.taxRate));
  const total = Money.parse(sum(lines.map((line) => line.total)));
  return { currency: tariff.currency, lines, total, tax: taxOf(lines) };
}

/** A line as a sentence: `Base 10.00 · Weekend +25 % 2.50 · Evening +20 % 2.50 · = 15.00`. */
export function explainLine(line: PriceLine, currency: string, locale: string): string {
  const money = (amount: number) => formatAmount(amount, currency, locale);
  return [...line.steps.map((step) => `${step.label} ${money(step.amount)}`), `= ${money(line.total)}`].join(
    ' · ',
  );
}

function draftsOf(query: PriceQuery, order: OrderFacts): readonly Draft[] {
  const { rules } = query.version;
  const seats = seatsById(query.screen);
  const unaccompanied = companionsAlone(query.seats);
  const kinds = kindsOf(query);
  const drafts = query.seats.map(({ seatId, ticketType }): Draft => {
    const facts = factsOf(seats.get(seatId), unaccompanied.has(seatId) ? 'adult' : ticketType);
    const kind = `${order.channel} ${order.ticketCount} ${facts.seatType} ${facts.ticketType}`;
    const price = kinds.get(kind) ?? priceTicket(rules, order, facts);
    kinds.set(kind, price);
    return { ticket: { seatId, ticketType, facts }, ...price };
  });
  const tickets = drafts.flatMap((draft) => draft.ticket?.facts ?? []);
  const own = orderLine(rules, order, tickets);
  return own === null ? drafts : [...drafts, own];
}

const starts = new WeakMap<Show, { readonly zone: string; readonly start: LocalTime }>();

/** Remembered with the show, because calendars are the slow part of a price and every hold asks for one. */
function startOf(show: Show, zone: string): LocalTime {
  const known = starts.get(show);
  if (known?.zone === zone) return known.start;
  const start = localOf(Date.parse(show.startsAt), zone);
  starts.set(show, { zone, start });
  return start;
}

type Kinds = Map<string, TicketPrice>;
type PricedFor = Pick<PriceQuery, 'version' | 'movie' | 'zone'> & { readonly kinds: Kinds };
const prices = new WeakMap<Show, PricedFor>();

/**
 * Tickets of one kind cost the same, in every order of the show: the rules are read once per channel, size of order
 * and kind, and remembered with the show's document for as long as nothing else they look at is another document.
 */
function kindsOf({ show, version, movie, zone }: PriceQuery): Kinds {
  const known = prices.get(show);
  if (known !== undefined && known.version === version && known.movie === movie && known.zone === zone)
    return known.kinds;
  const fresh: PricedFor = { version, movie, zone, kinds: new Map() };
  prices.set(show, fresh);
  return fresh.kinds;
}

/** A companion goes with a disabled visitor, one each; any other one pays like an adult. */
function companionsAlone(seats: readonly PricedSeat[]): ReadonlySet<SeatId> {
  const entitled = seats.filter((seat) => seat.ticketType === 'disabled').length;
  const companions = seats.filter((seat) => seat.ticketType === 'companion').map((seat) => seat.seatId);
  return new Set(companions.toSorted().slice(entitled));
}

function factsOf(seat: Seat | undefined, ticketType: TicketType): TicketFacts {
  invariant(seat !== undefined, 'only seats of the screen are priced');
  return { seatType: seat.type, ticketType };
}

function lineOf(draft: Draft, taxRate: number): PriceLine {
  const steps = [...draft.steps];
  const total = Money.parse(draft.total);
  invariant(sum(steps.map((step) => step.amount)) === total, 'the steps of a price sum to it');
  return draft.ticket === null
    ? { steps, total, taxRate }
    : { seatId: draft.ticket.seatId, ticketType: draft.ticket.ticketType, steps, total, taxRate };
}

/** The tax that is in the prices, by rate and of the sum: rounding every line would drift away from it. */
function taxOf(lines: readonly PriceLine[]): TaxLine[] {
  const gross = new Map<number, number>();
  for (const line of lines) gross.set(line.taxRate, (gross.get(line.taxRate) ?? 0) + line.total);
  return [...gross].map(([rate, total]) => {
    const { net, tax } = splitTax(total, rate);
    return { rate, net: Money.parse(net), tax: Money.parse(tax) };
  });
}
