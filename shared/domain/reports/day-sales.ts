import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Screen, Show } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import { splitTax } from '../money.ts';
import { businessDayOf, localOf } from '../time.ts';
import { type MoneyLine, moneyLines } from './money-lines.ts';

/** Sums of money lines. Minor units; `refunds` is positive, `net` = `gross` − `refunds`. */
export type Figures = {
  readonly gross: number;
  readonly refunds: number;
  readonly net: number;
  readonly ticketsSold: number;
  readonly ticketsUndone: number;
};

/** One bar of a breakdown; `key` is an id, an hour, a tender … `null` where the money names none. */
export type Bar = Figures & { readonly key: string | null };

export type TaxFigure = { readonly rate: number; readonly net: number; readonly tax: number };

export type Occupancy = { readonly sold: number; readonly seats: number };

export type DaySales = {
  readonly day: Day;
  readonly currency: string;
  readonly total: Figures;
  readonly byHour: readonly Bar[];
  readonly byMovie: readonly Bar[];
  readonly byShow: readonly Bar[];
  readonly byScreen: readonly Bar[];
  readonly byTicketType: readonly Bar[];
  readonly byTender: readonly Bar[];
  readonly byChannel: readonly Bar[];
  readonly byClerk: readonly Bar[];
  readonly byDevice: readonly Bar[];
  readonly tax: readonly TaxFigure[];
  /** Of the shows that start on this business day. */
  readonly occupancy: Occupancy & { readonly shows: ReadonlyMap<string, Occupancy> };
  /** The bookings behind each figure, for drilling down. */
  readonly lines: readonly MoneyLine[];
};

export type SalesInput = {
  readonly cinema: Pick<Cinema, 'zone' | 'businessDayEndsAt' | 'currency'>;
  readonly bookings: readonly Booking[];
  readonly shows: readonly Show[];
  readonly screens: readonly Screen[];
  readonly shifts: readonly Pick<Shift, 'id' | 'businessDay'>[];
};

/**
 * A business day's sales, from what was really paid: every captured payment and paid refund counts on its own day,
 * whatever became of its booking. Every breakdown sums to the same total, because each is a grouping of the same lines.
 */
export function daySales(input: SalesInput, day: Day): DaySales {
  const calendar = {
    ...input.cinema,
    shifts: new Map(input.shifts.map((shift) => [shift.id as string, shift])),
  };
  const lines = input.bookings
    .flatMap((booking) => moneyLines(booking, calendar))
    .filter((line) => line.day === day);
  const shows = new Map(input.shows.map((show) => [show.id, show]));
  const by = (key: (line: MoneyLine) => string | null): Bar[] => breakdown(lines, key);
  return {
    day,
    currency: input.cinema.currency,
    total: figuresOf(lines),
    byHour: by((line) => hourOf(line.atMs, input.cinema.zone)).sort(
      (a, b) => clockOrder(a, input) - clockOrder(b, input),
    ),
    byMovie: by((line) => shows.get(line.showId)?.movieId ?? null),
    byShow: by((line) => line.showId),
    byScreen: by((line) => shows.get(line.showId)?.screenId ?? null),
    byTicketType: by((line) => line.ticketType),
    byTender: by((line) => line.tender),
    byChannel: by((line) => line.channel),
    byClerk: by((line) => line.staffId),
    byDevice: by((line) => line.deviceId),
    tax: taxOf(lines),
    occupancy: occupancyOf(input, day),
    lines,
  };
}

const hourOf = (atMs: number, zone: string): string =>
  String(Math.floor(localOf(atMs, zone).minuteOfDay / 60)).padStart(2, '0');

/** Hours in the order of a business day: one o'clock at night comes after eleven in the evening. */
function clockOrder(bar: Bar, { cinema }: SalesInput): number {
  const hour = Number(bar.key);
  const firstHour = Number(cinema.businessDayEndsAt.slice(0, 2));
  return hour < firstHour ? hour + 24 : hour;
}

export function figuresOf(lines: readonly MoneyLine[]): Figures {
  let gross = 0;
  let refunds = 0;
  let ticketsSold = 0;
  let ticketsUndone = 0;
  for (const line of lines) {
    if (line.kind === 'payment') gross += line.amount;
    else refunds -= line.amount;
    if (line.tickets > 0) ticketsSold += 1;
    if (line.tickets < 0) ticketsUndone += 1;
  }
  return { gross, refunds, net: gross - refunds, ticketsSold, ticketsUndone };
}

/** Groups lines; the largest net first. */
export function breakdown(lines: readonly MoneyLine[], key: (line: MoneyLine) => string | null): Bar[] {
  const groups = new Map<string | null, MoneyLine[]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group === undefined) groups.set(key(line), [line]);
    else group.push(line);
  }
  return [...groups]
    .map(([name, group]) => ({ key: name, ...figuresOf(group) }))
    .sort((a, b) => b.net - a.net);
}

function taxOf(lines: readonly MoneyLine[]): TaxFigure[] {
  const grossByRate = new Map<number, number>();
  for (const line of lines) grossByRate.set(line.taxRate, (grossByRate.get(line.taxRate) ?? 0) + line.amount);
  return [...grossByRate]
    .sort(([a], [b]) => a - b)
    .map(([rate, gross]) => ({ rate, ...splitTax(gross, rate) }));
}

/** Seats sold (confirmed, or kept by a disputed sale) of seats there are, for the shows of one business day. */
function occupancyOf({ cinema, bookings, shows, screens }: SalesInput, day: Day): DaySales['occupancy'] {
  const seatsOf = new Map(screens.map((screen) => [screen.id, screen.seats.length]));
  const today = shows.filter(
    (show) => businessDayOf(Date.parse(show.startsAt), cinema.zone, cinema.businessDayEndsAt) === day,
  );
  const perShow = new Map(
    today.map((show) => [show.id as string, { sold: 0, seats: seatsOf.get(show.screenId) ?? 0 }]),
  );
  for (const booking of bookings) {
    const entry = perShow.get(booking.showId);
    if (entry === undefined || (booking.status !== 'confirmed' && booking.status !== 'conflicted')) continue;
    entry.sold += booking.seats.length - (booking.conflicts?.length ?? 0);
  }
  const all = [...perShow.values()];
  return {
    sold: all.reduce((sum, entry) => sum + entry.sold, 0),
    seats: all.reduce((sum, entry) => sum + entry.seats, 0),
    shows: perShow,
  };
}
