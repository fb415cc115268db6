import type { ShowFacts } from '#shared/domain/booking/case.ts';
import type { Priced } from '#shared/domain/booking/steps.ts';
import { invariant } from '#shared/domain/invariant.ts';
import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import type { BookingSeat, Channel } from '#shared/wire/booking.ts';
import { Screen, Show } from '#shared/wire/catalog.ts';
import type { SeatId, ShowId } from '#shared/wire/scalars.ts';
import { CINEMA, NOW_MS, show, tariff } from '../../support/world.ts';

/** Far enough for most clocks that are wrong by hours, near enough for some. */
const STARTS_IN_HOURS = 8;

const screen = Screen.parse({
  id: 'screen-1',
  cinemaId: CINEMA,
  name: 'Screen 1',
  rows: ['A', 'B'],
  curve: 0,
  cleaningMinutes: 15,
  seats: ['A', 'B'].flatMap((row) =>
    [1, 2, 3, 4, 5, 6].map((column) => ({
      id: `${row}${column}`,
      row,
      column,
      label: String(column),
      type: 'regular',
    })),
  ),
});

function showNumbered(n: number): ShowFacts {
  const startsAt = new Date(NOW_MS + (STARTS_IN_HOURS + n) * 3_600_000).toISOString();
  const numbered = Show.parse({ ...show, id: `show-${n}`, startsAt });
  return { show: numbered, screen, movie: null, tariff, zone: 'Europe/Berlin' };
}

/** The shows of the simulated cinema, all in one small auditorium. */
export const SHOWS: readonly ShowFacts[] = [showNumbered(1), showNumbered(2)];
export const SEATS: readonly SeatId[] = screen.seats.map(({ id }) => id);

const byId = new Map(SHOWS.map((facts) => [facts.show.id, facts]));
const known: ReadonlySet<SeatId> = new Set(SEATS);

export const isSeat = (seatId: SeatId): boolean => known.has(seatId);
export const showOf = (showId: ShowId): ShowFacts | null => byId.get(showId) ?? null;

/** The price of an order by the till's own reckoning. */
export function priceAtTill(showId: ShowId, channel: Channel, seats: readonly BookingSeat[]): Priced {
  const facts = byId.get(showId);
  invariant(facts !== undefined, 'tills sell shows they know');
  const version = versionInForce(facts.tariff, NOW_MS);
  return { price: priceOf({ ...facts, version, channel, seats }), tariffVersion: version.version };
}
