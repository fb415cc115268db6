import type { Screen, Show } from '#shared/wire/catalog.ts';
import { chanceFrom } from '#sync-server/programme/chance.ts';
import { insist } from '../bench.ts';
import { type Programme, triplesOf } from '../world/catalogue.ts';
import type { Claim } from './jobs.ts';

const SEED = 20_261_123;

export type Claims = {
  /** Claims that share no seat with any claim given before. */
  readonly disjoint: (count: number) => Claim[];
  /** Claims of many clients that want the same show, which nobody has touched yet. */
  readonly contending: (count: number) => Claim[];
};

/** Deals out a programme's seats; `rushes` shows are kept for contending claims. Always deals the same. */
export function claimsOf(programme: Programme, rushes: number): Claims {
  const chance = chanceFrom(SEED);
  const rooms = new Map(programme.screens.map((room) => [room.id, room]));
  const roomOf = (show: Show): Screen => {
    const room = rooms.get(show.screenId);
    if (room === undefined) throw new Error(`${show.id} plays nowhere`);
    return room;
  };
  const rushed = programme.shows.slice(0, rushes);
  // Round the shows, as a house's tills sell them.
  const piles = programme.shows.slice(rushes).map((show) => ({ show, triples: triplesOf(roomOf(show)) }));
  const deepest = Math.max(...piles.map(({ triples }) => triples.length));
  const deck: Claim[] = Array.from({ length: deepest }, (_, depth) => depth).flatMap((depth) =>
    piles.flatMap(({ show, triples }) => {
      const seats = triples[depth];
      return seats === undefined ? [] : [{ showId: show.id, seatIds: seats.map(({ id }) => id) }];
    }),
  );
  let dealt = 0;
  let rush = 0;
  return {
    disjoint: (count) => {
      const claims = deck.slice(dealt, dealt + count);
      dealt += count;
      insist(claims.length === count, 'the programme has too few seats for this bench');
      return claims;
    },
    contending: (count) => {
      const show = rushed[rush];
      rush += 1;
      if (show === undefined) throw new Error('no show is left to rush for');
      // Neighbouring triples are shifted by a seat at random, so that claims overlap in one or two seats too.
      const runs = overlapping(roomOf(show));
      return Array.from({ length: count }, () => {
        const seatIds = runs[Math.floor(chance.next() * runs.length)] ?? [];
        return { showId: show.id, seatIds };
      });
    },
  };
}

/** Every three neighbours of the room. */
function overlapping(room: Screen): string[][] {
  return room.seats.flatMap((first, at) => {
    const [second, third] = [room.seats[at + 1], room.seats[at + 2]];
    const isRow = second?.row === first.row && third?.row === first.row;
    return isRow ? [[first.id, second.id, third.id]] : [];
  });
}
