import { sameJson } from '#shared/domain/equal.ts';
import { COLLECTIONS, type CollectionName, type Doc } from '#shared/wire/collections.ts';
import type { CinemaId, SeatId } from '#shared/wire/scalars.ts';
import type { NewStaff } from '../demo/staff.ts';
import type { ProgrammeEngine } from '../writing.ts';

type Kept = { [Name in CollectionName]: Map<string, Doc<Name>> };

/** An engine in memory that does just what programmes need, checks every document, and counts its writes. */
export type FakeEngine = ProgrammeEngine & {
  readonly writes: { documents: number; seats: number; staff: number };
};

const emptyCinema = (): Kept => ({
  bookings: new Map(),
  shifts: new Map(),
  journal: new Map(),
  admissions: new Map(),
  cinemas: new Map(),
  screens: new Map(),
  movies: new Map(),
  shows: new Map(),
  tariffs: new Map(),
  seatmaps: new Map(),
  allotments: new Map(),
});

export function fakeEngine(): FakeEngine {
  const cinemas = new Map<CinemaId, Kept>();
  const staff = new Map<CinemaId, NewStaff[]>();
  const writes = { documents: 0, seats: 0, staff: 0 };
  const of = (cinemaId: CinemaId): Kept => {
    const known = cinemas.get(cinemaId) ?? emptyCinema();
    cinemas.set(cinemaId, known);
    return known;
  };
  const put = <Name extends CollectionName>(
    cinemaId: CinemaId,
    collection: Name,
    documents: readonly Doc<Name>[],
  ): { written: number; unchanged: number } => {
    const kept = of(cinemaId)[collection];
    const changed = documents.filter((document) => !sameJson(kept.get(document.id), document));
    for (const document of changed) {
      COLLECTIONS[collection].schema.parse(document);
      kept.set(document.id, document);
    }
    // As in the real one, a show has its map, still empty, as soon as it is put on.
    for (const { id, startsAt } of of(cinemaId).shows.values()) {
      const maps = of(cinemaId).seatmaps;
      if (!maps.has(id)) maps.set(id, { id, showId: id, cinemaId, startsAt, seats: {} });
    }
    writes.documents += changed.length;
    return { written: changed.length, unchanged: documents.length - changed.length };
  };
  return {
    writes,
    put: async (cinemaId, collection, documents) => put(cinemaId, collection, documents),
    list: async (cinemaId, collection) => [...of(cinemaId)[collection].values()],
    block: async (cinemaId, showId, seats) => {
      const show = of(cinemaId).shows.get(showId);
      if (show === undefined) throw new Error(`no show ${showId}`);
      const before = of(cinemaId).seatmaps.get(showId);
      const touched: Record<SeatId, { status: 'blocked'; rev: number; reason: string }> = {};
      for (const { seatId, reason } of seats) {
        if (before?.seats[seatId] === undefined) touched[seatId] = { status: 'blocked', rev: 1, reason };
      }
      writes.seats += Object.keys(touched).length;
      const map = {
        id: showId,
        showId,
        cinemaId,
        startsAt: show.startsAt,
        seats: { ...before?.seats, ...touched },
      };
      of(cinemaId).seatmaps.set(showId, map);
    },
    registry: {
      staffOf: async (cinemaId) => staff.get(cinemaId) ?? [],
      addStaff: async (cinemaId, member) => {
        staff.set(cinemaId, [...(staff.get(cinemaId) ?? []), member]);
        writes.staff += 1;
      },
      createCodes: async (cinemaId, kind, count) =>
        Array.from({ length: count }, (_, at) => `${cinemaId}-${kind}-${at}`),
    },
  };
}
