import type { SeatId } from '#shared/wire/scalars.ts';
import { type Field, fieldOf, type SeatQuery } from './field.ts';
import { marksOf } from './geometry.ts';
import { type Party, type PartyRequest, partyOf } from './party.ts';
import { leftAlone } from './single.ts';
import { bestSplit } from './split.ts';
import { bestTogether, type Part } from './together.ts';

export type BestQuery = SeatQuery & { readonly party: PartyRequest };

/** Why these seats: facts a page puts into a sentence of its language. */
export type SeatReason = {
  /** Chosen for their nearness to other seats rather than to the sweet spot. */
  readonly near: boolean;
  /** Wheelchair or companion places are among them. */
  readonly accessible: boolean;
  /** Nothing else was left but seats that may clash while offline. */
  readonly mayClash: boolean;
} & (
  | { readonly kind: 'together'; readonly row: string }
  /** No block left no single seat: `left` will stand alone. */
  | { readonly kind: 'together-leaving-single'; readonly row: string; readonly left: readonly SeatId[] }
  /** No row had room for all; from the front. Nobody who needs somebody sits without them. */
  | { readonly kind: 'split'; readonly rows: readonly string[]; readonly left: readonly SeatId[] }
);

/** Seats part by part, each part from left to right, the front part first. */
export type BestSeats = { readonly seatIds: SeatId[]; readonly reason: SeatReason };

/**
 * The best free seats for a party: side by side near the sweet spot and leaving no single seat; else leaving one; else
 * split over neighbouring rows. Seats that may clash are taken only when none of that can be done without them.
 * Null when the party cannot sit together at all. House seats and broken ones are never offered, love seats only in
 * pairs. Throws when the party is nobody or has more wheelchairs than people.
 */
export function bestAvailable(query: BestQuery): BestSeats | null {
  const party = partyOf(query.party);
  const safe = choose(query, party, true);
  if (safe !== null || query.avoid === undefined) return safe;
  return choose(query, party, false);
}

function choose(query: BestQuery, party: Party, avoidClashes: boolean): BestSeats | null {
  const field = fieldOf(query, party, avoidClashes);
  const together = bestTogether(field, party);
  const parts = together === null ? bestSplit(field, party) : [together];
  if (parts === null) return null;
  return { seatIds: parts.flatMap((part) => seatIdsOf(field, part)), reason: reasonOf(query, field, parts) };
}

function reasonOf(query: BestQuery, field: Field, parts: readonly Part[]): SeatReason {
  const { geometry, free } = field;
  const chosen = marksOf(geometry, (_, at) =>
    parts.some((part) => at >= part.start && at < part.start + part.size),
  );
  const left = leftAlone(geometry, free, chosen).flatMap((at) => geometry.seats[at]?.id ?? []);
  const facts = {
    near: (query.near?.length ?? 0) > 0,
    accessible: chosen.some((mark, at) => mark === 1 && geometry.accessible[at] === 1),
    mayClash: parts.some(({ start, size }) => field.clashes[start + size] !== field.clashes[start]),
  };
  const rows = parts.map((part) => geometry.seats[part.start]?.row ?? '');
  if (parts.length > 1) return { ...facts, kind: 'split', rows: [...new Set(rows)], left };
  const [row = ''] = rows;
  return left.length === 0
    ? { ...facts, kind: 'together', row }
    : { ...facts, kind: 'together-leaving-single', row, left };
}

function seatIdsOf(field: Field, { start, size }: Part): SeatId[] {
  return field.geometry.seats.slice(start, start + size).map((seat) => seat.id);
}
