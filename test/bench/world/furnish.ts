import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import type { Screen, Show } from '#shared/wire/catalog.ts';
import type { Role } from '#shared/wire/messages.ts';
import { instant, type ShowId, StaffId } from '#shared/wire/scalars.ts';
import type { Caller, Engine } from '#sync-server/engine.ts';
import { openEngine } from '#sync-server/open-engine.ts';
import { insist } from '../bench.ts';
import { CINEMA_ID, type Programme, triplesOf } from './catalogue.ts';

/** Rows of one push, well below what one may carry. */
const ROWS_AT_ONCE = 400;
const CODES = 60;

export const CLERK = { id: StaffId.parse('clerk-1'), pin: '1234', role: 'clerk' satisfies Role } as const;

export type Furnished = {
  /** One-time codes of counters. */
  readonly codes: readonly string[];
  /** Seats sold of each show. */
  readonly sold: ReadonlyMap<ShowId, number>;
  readonly bookings: number;
};

/**
 * Writes a programme into a new database and sells a share of it in bookings of three seats, paid and ticketed, by the
 * same road a till's sales take. Neighbouring shows never have the same number of seats sold.
 */
export async function furnish(
  file: string,
  programme: Programme,
  soldShare: number,
  say: (line: string) => void,
): Promise<Furnished> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const engine = await openEngine({ file, log });
  try {
    await engine.put(CINEMA_ID, 'cinemas', [programme.cinema]);
    await engine.put(CINEMA_ID, 'tariffs', [programme.tariff]);
    await engine.put(CINEMA_ID, 'movies', programme.movies);
    await engine.put(CINEMA_ID, 'screens', programme.screens);
    await engine.put(CINEMA_ID, 'shows', [...programme.shows, ...programme.largeShows]);
    await engine.registry.addStaff(CINEMA_ID, { ...CLERK, name: 'Ada Clerk' });
    const codes = await engine.registry.createCodes(CINEMA_ID, 'counter', CODES);
    const seller = await sellerOf(engine);
    const rows: object[] = [];
    const sold = new Map<ShowId, number>();
    for (const [at, show] of programme.shows.entries()) {
      const bookings = salesOf(programme, show, soldShare, at, engine.now());
      sold.set(show.id, bookings.length * 3);
      rows.push(...bookings);
    }
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await sell(engine, seller, rows.slice(from, from + ROWS_AT_ONCE));
    }
    say(`${programme.shows.length} shows furnished, ${rows.length} bookings sold`);
    return { codes, sold, bookings: rows.length };
  } finally {
    await engine.close();
  }
}

async function sellerOf(engine: Engine): Promise<Caller> {
  const [code = ''] = await engine.registry.createCodes(CINEMA_ID, 'counter', 1);
  const enrolled = await engine.registry.enrol(code, 'Box office before the bench', null);
  if (enrolled === null) throw new Error('a code that was just made enrols a device');
  return { device: enrolled.device, staff: null, replicaId: null };
}

function salesOf(programme: Programme, show: Show, share: number, at: number, nowMs: number): object[] {
  const room = roomOf(programme, show);
  const triples = triplesOf(room);
  if (share === 0) return [];
  const count = Math.min(triples.length, Math.round((room.seats.length * share) / 3) + (at % 5) - 2);
  const version = versionInForce(programme.tariff, nowMs);
  const movie = programme.movies.find(({ id }) => id === show.movieId) ?? null;
  // Spread over the house, as an evening's sales are.
  return Array.from({ length: Math.max(0, count) }, (_, n) => {
    const seats = (triples[Math.floor((n * triples.length) / count)] ?? []).map(({ id }) => ({
      seatId: id,
      ticketType: 'adult' as const,
    }));
    const { zone } = programme.cinema;
    const { total } = priceOf({
      show,
      movie,
      screen: room,
      tariff: programme.tariff,
      version,
      zone,
      channel: 'counter',
      seats,
    });
    return {
      id: randomUUID(),
      showId: show.id,
      cinemaId: CINEMA_ID,
      status: 'confirmed',
      rev: 0,
      seats: seats.map((seat) => ({ ...seat, rev: 0 })),
      payments: [
        {
          id: randomUUID(),
          tender: 'cash',
          amount: total,
          status: 'success',
          at: instant(Math.floor(nowMs)),
        },
      ],
    };
  });
}

function roomOf({ screens }: Programme, show: Show): Screen {
  const room = screens.find(({ id }) => id === show.screenId);
  if (room === undefined) throw new Error(`${show.id} plays nowhere`);
  return room;
}

async function sell(engine: Engine, seller: Caller, bookings: readonly object[]): Promise<void> {
  const rows = bookings.map((newDocumentState) => ({ newDocumentState }));
  const answers = await engine.push(seller, 'bookings', rows);
  const confirmed = answers.filter((answer) => answer['status'] === 'confirmed').length;
  insist(
    confirmed === bookings.length,
    `only ${confirmed} of ${bookings.length} sales before the bench were confirmed`,
  );
}
