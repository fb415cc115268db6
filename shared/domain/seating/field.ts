import type { Screen, Seat, SeatType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { type Geometry, geometryOf, isAccessible, isOffered, marksOf } from './geometry.ts';
import type { Party } from './party.ts';

export type SeatQuery = {
  readonly screen: Screen;
  readonly isFree: (seatId: SeatId) => boolean;
  /** Seats to be near to, for instance those of another booking; left out: the sweet spot. */
  readonly near?: readonly SeatId[];
  /** Seats that might clash while offline: taken only when nothing else will do. */
  readonly avoid?: (seatId: SeatId) => boolean;
  /** Seats that may be another kiosk's, which would be asked for them: taken where they are clearly better. */
  readonly elsewhere?: (seatId: SeatId) => boolean;
  /** Seat types that are wanted; left out: any. */
  readonly types?: readonly SeatType[];
  /** Wheelchair and companion places only for those who need them. */
  readonly keepAccessibleFree: boolean;
};

/**
 * One query over one screen, as running sums: what a block of neighbours costs is then a few subtractions.
 * A running sum at `i` covers the seats before `i`.
 */
export type Field = {
  readonly geometry: Geometry;
  readonly keep: boolean;
  /** Free and offered: the neighbours that could be left alone. */
  readonly free: Uint8Array;
  /** First and last seat of each stretch of neighbours this party may take, in pairs. */
  readonly runs: Int32Array;
  readonly place: Float64Array;
  readonly mixed: Int32Array;
  readonly wheelchairs: Int32Array;
  readonly companions: Int32Array;
  readonly clashes: Int32Array;
};

/** The best row is about two thirds of the way back. */
const SWEET_ROW_PERCENT = 65;
/** Distances count squared, in half columns; a row behind the best one weighs two columns, one before it three. */
const ROW_BEHIND = 4;
const ROW_BEFORE = 6;
/** A place with a restricted view is as bad as one eleven columns further off. */
const RESTRICTED = 500;
/** A seat another kiosk must be asked for is worth it where it is eleven columns nearer. */
const ELSEWHERE = 500;
/** Nearness to other seats counts first, the sweet spot decides between equals. */
const FIRST = 100;

export function fieldOf(query: SeatQuery, party: Party, avoidClashes: boolean): Field {
  const geometry = geometryOf(query.screen);
  const free = marksOf(geometry, (seat) => isOffered(seat) && query.isFree(seat.id));
  const clashing = marksOf(geometry, (seat) => query.avoid?.(seat.id) ?? false);
  const usable = marksOf(
    geometry,
    (seat, at) => free[at] === 1 && !(avoidClashes && clashing[at] === 1) && isFor(seat, query, party),
  );
  // A love seat is for two: a half whose other half cannot be had is nobody's best place.
  const whole = marksOf(geometry, (_, at) => usable[at] === 1 && usable[geometry.partner[at] ?? at] === 1);
  return {
    geometry,
    keep: query.keepAccessibleFree,
    free,
    runs: runsOf(geometry, whole),
    place: placeCosts(geometry, query),
    mixed: running(
      geometry,
      (seat, at) => geometry.joined[at] === 1 && geometry.seats[at - 1]?.type !== seat.type,
    ),
    wheelchairs: running(geometry, (seat) => seat.wheelchair === true),
    companions: running(geometry, (seat) => seat.companion === true && seat.wheelchair !== true),
    clashes: running(geometry, (_, at) => clashing[at] === 1),
  };
}

function isFor(seat: Seat, query: SeatQuery, party: Party): boolean {
  if (isAccessible(seat)) {
    if (party.wheelchairs > 0) return true;
    if (query.keepAccessibleFree) return false;
  }
  return query.types === undefined || query.types.includes(seat.type);
}

/** The first and last seat of every stretch of marked neighbours, in pairs. */
export function runsOf(geometry: Geometry, marks: Uint8Array): Int32Array {
  const runs: number[] = [];
  for (let at = 0; at < marks.length; at++) {
    if (marks[at] !== 1) continue;
    if (geometry.joined[at] === 1 && marks[at - 1] === 1) runs[runs.length - 1] = at;
    else runs.push(at, at);
  }
  return Int32Array.from(runs);
}

function running(geometry: Geometry, test: (seat: Seat, at: number) => boolean): Int32Array {
  const sums = new Int32Array(geometry.seats.length + 1);
  for (const [at, seat] of geometry.seats.entries())
    sums[at + 1] = (sums[at] ?? 0) + (test(seat, at) ? 1 : 0);
  return sums;
}

const nowhere = (): boolean => false;

function placeCosts(geometry: Geometry, { near = [], elsewhere = nowhere }: SeatQuery): Float64Array {
  const { seats, row, column, rowNames, columnMin, columnMax } = geometry;
  const sweetRow = Math.round(((rowNames.length - 1) * SWEET_ROW_PERCENT) / 100);
  const anchors = Int32Array.from(near.flatMap((seatId) => geometry.indexes.get(seatId) ?? []));
  const sums = new Float64Array(seats.length + 1);
  for (const [at, seat] of seats.entries()) {
    const away = (row[at] ?? 0) - sweetRow;
    const across = 2 * (column[at] ?? 0) - columnMin - columnMax;
    const along = away * (away < 0 ? ROW_BEFORE : ROW_BEHIND);
    const sweet = across * across + along * along + (elsewhere(seat.id) ? ELSEWHERE : 0);
    const restricted = seat.restrictedView === true ? RESTRICTED : 0;
    // Nobody sits away from their party because of who is entrusted with the seat beside it.
    const cost = anchors.length === 0 ? FIRST * sweet : FIRST * nearest(geometry, anchors, at) + sweet;
    sums[at + 1] = (sums[at] ?? 0) + cost + FIRST * restricted;
  }
  return sums;
}

function nearest(geometry: Geometry, anchors: Int32Array, at: number): number {
  const { row, column } = geometry;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < anchors.length; i++) {
    const anchor = anchors[i] ?? 0;
    const along = ROW_BEHIND * ((row[at] ?? 0) - (row[anchor] ?? 0));
    const across = 2 * ((column[at] ?? 0) - (column[anchor] ?? 0));
    least = Math.min(least, along * along + across * across);
  }
  return least;
}
