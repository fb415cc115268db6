import { hash32 } from '#shared/domain/hash.ts';
import { localOf } from '#shared/domain/time.ts';
import type { Screen, Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { type Chance, chanceFrom } from '../chance.ts';
import type { BlockedSeat } from '../kept-back.ts';
import type { UnnumberedShow } from '../numbers.ts';

/** What a party weighs when it looks for seats: how many places it compares before it settles. */
const GLANCES_PER_PARTY = 7;
/** Parties in a row that find nothing before the box office gives up. */
const DISAPPOINTED_PARTIES_MAX = 12;
/** The share of a room an average show has sold on its day, and how fast that falls for each day ahead. */
const SOLD_TODAY = 0.36;
export const SOLD_FALL_PER_DAY = 0.62;
const SOLD_EARLY_BIRDS = 0.02;

/**
 * The parties that have booked a show, in the order in which they chose: sitting together, the best places first.
 * `draw` is the movie's (1 to 10), `daysAhead` how far off the show is; the same arguments give the same audience.
 */
export function partiesOf(
  show: UnnumberedShow,
  screen: Screen,
  zone: string,
  draw: number,
  daysAhead: number,
): Seat[][] {
  const chance = chanceFrom(hash32(show.id, 1));
  const room = roomOf(screen);
  const wanted = Math.round(room.seats * soldShare(show, zone, draw, daysAhead, chance));
  const taken = new Set<SeatId>();
  const parties: Seat[][] = [];
  for (let misses = 0; taken.size < wanted && misses < DISAPPOINTED_PARTIES_MAX; ) {
    const party = seatParty(room, taken, partySize(chance), chance);
    if (party === null) {
      misses += 1;
      continue;
    }
    parties.push(party);
    for (const seat of party) taken.add(seat.id);
  }
  return parties;
}

/** Seats of parties that booked before Foyer opened. */
export function soldSeats(parties: readonly (readonly Seat[])[]): BlockedSeat[] {
  return parties.flat().map(({ id }) => ({ seatId: id, reason: 'sold' }));
}

/** The share of an average room that is sold so many days ahead. */
const soldAhead = (daysAhead: number): number =>
  SOLD_EARLY_BIRDS + (SOLD_TODAY - SOLD_EARLY_BIRDS) * SOLD_FALL_PER_DAY ** daysAhead;

/** Of those who have booked so many days ahead, the share that came in the days before and not with the early birds. */
export const comersShare = (daysAhead: number): number =>
  Math.min(1, (SOLD_TODAY * SOLD_FALL_PER_DAY ** daysAhead) / soldAhead(daysAhead));

function soldShare(
  show: UnnumberedShow,
  zone: string,
  draw: number,
  daysAhead: number,
  chance: Chance,
): number {
  const { weekday, minuteOfDay } = localOf(Date.parse(show.startsAt), zone);
  const evening = minuteOfDay >= 18 * 60 && minuteOfDay < 22 * 60 ? 1.5 : minuteOfDay < 14 * 60 ? 0.6 : 0.9;
  const weekend = weekday >= 5 ? 1.3 : 0.9;
  return Math.min(
    0.96,
    soldAhead(daysAhead) * evening * weekend * (0.4 + draw / 8) * (0.4 + 1.2 * chance.next()),
  );
}

/** Mostly couples. */
function partySize(chance: Chance): number {
  const draw = chance.next();
  if (draw < 0.14) return 1;
  if (draw < 0.66) return 2;
  if (draw < 0.8) return 3;
  return draw < 0.93 ? 4 : 5;
}

type Room = {
  readonly seats: number;
  readonly rows: readonly (readonly Seat[])[];
  readonly score: ReadonlyMap<SeatId, number>;
};
const rooms = new WeakMap<Screen, Room>();

/** The seats the public buys, by row, each with its distance from the sweet spot; worked out once per screen. */
function roomOf(screen: Screen): Room {
  const known = rooms.get(screen);
  if (known) return known;
  const open = screen.seats.filter((s) => !s.house && !s.broken && !s.wheelchair && !s.companion);
  const width = Math.max(...screen.seats.map((seat) => seat.column));
  const depthOf = new Map(screen.rows.map((row, at) => [row, at / screen.rows.length]));
  const score = new Map(
    open.map((seat) => {
      const aside = (seat.column - (width + 1) / 2) / width;
      const depth = (depthOf.get(seat.row) ?? 0) - 0.66;
      return [seat.id, Math.hypot(aside, depth)];
    }),
  );
  const rows = screen.rows
    .map((row) => open.filter((seat) => seat.row === row))
    .filter((row) => row.length > 0);
  const room = { seats: open.length, rows, score };
  rooms.set(screen, room);
  return room;
}

/** The best of a few places looked at by chance; null when none of them is free. */
function seatParty(room: Room, taken: ReadonlySet<SeatId>, size: number, chance: Chance): Seat[] | null {
  let best: Seat[] | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let glance = 0; glance < GLANCES_PER_PARTY; glance += 1) {
    const row = room.rows[chance.int(0, room.rows.length - 1)] ?? [];
    const from = chance.int(0, Math.max(0, row.length - size));
    const party = row.slice(from, from + size);
    if (!sitsTogether(party, size, taken)) continue;
    const score = party.reduce((sum, seat) => sum + (room.score.get(seat.id) ?? 1), 0) / size;
    if (score < bestScore) [best, bestScore] = [party, score];
  }
  return best;
}

/** Side by side, all free, and nobody on half a love seat. */
function sitsTogether(party: readonly Seat[], size: number, taken: ReadonlySet<SeatId>): boolean {
  if (party.length < size) return false;
  return party.every((seat, at) => {
    const left = party[at - 1];
    if (taken.has(seat.id) || (left !== undefined && seat.column - left.column !== 1)) return false;
    return seat.partner === undefined || party.some((other) => other.id === seat.partner);
  });
}
