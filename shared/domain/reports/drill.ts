import type { Booking } from '#shared/wire/booking.ts';
import type { Bar, Dimension, Drill, DrillEntry } from '#shared/wire/reports.ts';
import { type BookingId, instant, type MovieId, type ScreenId } from '#shared/wire/scalars.ts';
import { breakdown, figuresOf } from './figures.ts';
import type { MoneyLine } from './money-lines.ts';

/** What names a show in figures. */
export type ShowNames = ReadonlyMap<string, { readonly movieId: MovieId; readonly screenId: ScreenId }>;

const showOf = ({ showId }: MoneyLine, shows: ShowNames) => (showId === null ? undefined : shows.get(showId));

/** What a line counts under in each breakdown. */
export function keyOf(dimension: Dimension, shows: ShowNames): (line: MoneyLine) => string | null {
  switch (dimension) {
    case 'hour':
      return (line) => line.quarter.slice(0, 2);
    case 'movie':
      return (line) => showOf(line, shows)?.movieId ?? null;
    case 'show':
      return (line) => line.showId;
    case 'screen':
      return (line) => showOf(line, shows)?.screenId ?? null;
    case 'ticketType':
      return (line) => line.ticketType;
    case 'tender':
      return (line) => line.tender;
    case 'channel':
      return (line) => line.channel;
    case 'clerk':
      return (line) => line.staffId;
    case 'device':
      return (line) => line.deviceId;
  }
}

/** The lines behind a figure. */
export function linesBehind(lines: readonly MoneyLine[], drill: Drill, shows: ShowNames): MoneyLine[] {
  const { dimension, key } = drill;
  if (dimension === 'all') return [...lines];
  if (dimension === 'refunds') return lines.filter((line) => line.kind === 'refund');
  const name = keyOf(dimension, shows);
  return lines.filter((line) => name(line) === key);
}

/** One booking behind a figure, before its document is fetched. */
export type Behind = Pick<DrillEntry, 'figures' | 'at'> & { readonly bookingId: BookingId };

/** The bookings behind a figure, each with its part of it: the parts add up to the figure. The latest money first. */
export function bookingsBehind(lines: readonly MoneyLine[], drill: Drill, shows: ShowNames): Behind[] {
  const groups = new Map<BookingId, MoneyLine[]>();
  for (const line of linesBehind(lines, drill, shows)) {
    const group = groups.get(line.bookingId);
    if (group === undefined) groups.set(line.bookingId, [line]);
    else group.push(line);
  }
  return [...groups]
    .map(([bookingId, group]) => ({
      bookingId,
      figures: figuresOf(group),
      atMs: Math.max(...group.map((line) => line.atMs)),
    }))
    .sort((a, b) => b.atMs - a.atMs || (a.bookingId < b.bookingId ? -1 : 1))
    .map(({ atMs, ...rest }) => ({ ...rest, at: instant(atMs) }));
}

/** A part of the list of bookings, with their documents. */
export function entriesOf(
  behind: readonly Behind[],
  bookings: ReadonlyMap<BookingId, Booking>,
): DrillEntry[] {
  return behind.flatMap(({ bookingId, figures, at }) => {
    const booking = bookings.get(bookingId);
    return booking === undefined ? [] : [{ booking, figures, at }];
  });
}

/** Every breakdown of a day's lines. */
export function breakdowns(lines: readonly MoneyLine[], shows: ShowNames): Record<Dimension, Bar[]> {
  const by = (dimension: Dimension): Bar[] => breakdown(lines, keyOf(dimension, shows));
  return {
    hour: by('hour'),
    movie: by('movie'),
    show: by('show'),
    screen: by('screen'),
    ticketType: by('ticketType'),
    tender: by('tender'),
    channel: by('channel'),
    clerk: by('clerk'),
    device: by('device'),
  };
}
