import { combineLatest, distinctUntilChanged, map, type Observable, shareReplay } from 'rxjs';
import { type OwnSeats, ownSeatsOf, safeSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Claimant } from '#shared/domain/allotment/trust.ts';
import { sameJson } from '#shared/domain/equal.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { Database } from './database.ts';
import type { GivenBackStore } from './given-back.ts';
import { copier } from './queries.ts';

export type OwnSeatsReads = {
  /** As they stand in the documents here, for whoever decides: read it while holding the lock of sales. */
  now(showId: ShowId): Promise<OwnSeats>;
  live$(showId: ShowId): Observable<OwnSeats>;
  /** Shows with seats that are safe to sell, and how many. */
  readonly safeCounts$: Observable<ReadonlyMap<ShowId, number>>;
};

/** The seats this replica may sell without asking, and the orders its seats are in. */
export function ownSeatsReads({ collections }: Database, store: GivenBackStore, me: Claimant): OwnSeatsReads {
  const { allotments, bookings } = collections;
  const { deviceId } = me;
  const copyAllotment = copier<Allotment>();
  const copyBooking = copier<Booking>();
  const own = { selector: { deviceId } };
  const allotments$ = allotments.find(own).$.pipe(
    map((found) => found.map(copyAllotment)),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  const ofShow = (showId: ShowId) => bookings.find({ selector: { showId, deviceId } });
  return {
    now: async (showId) => {
      const [leased, ordered] = await Promise.all([allotments.find(own).exec(), ofShow(showId).exec()]);
      const documents = { allotments: leased.map(copyAllotment), bookings: ordered.map(copyBooking) };
      return ownSeatsOf({ ...documents, given: store.given }, me, showId);
    },
    live$: (showId) =>
      combineLatest([allotments$, ofShow(showId).$, store.given$]).pipe(
        map(([leased, ordered, given]) =>
          ownSeatsOf({ allotments: leased, bookings: ordered.map(copyBooking), given }, me, showId),
        ),
        distinctUntilChanged(
          (a, b) => sameEntries(a.begun, b.begun, Object.is) && sameEntries(a.leases, b.leases, sameJson),
        ),
      ),
    safeCounts$: combineLatest([allotments$, bookings.find(own).$, store.given$]).pipe(
      map(([leased, ordered, given]) => {
        const byShow = byShowId(ordered.map(copyBooking));
        const counts = new Map<ShowId, number>();
        for (const [showId, mine] of byShowId(leased)) {
          const documents = { allotments: mine, bookings: byShow.get(showId) ?? [], given };
          counts.set(showId, safeSeats(ownSeatsOf(documents, me, showId), null).size);
        }
        return counts;
      }),
    ),
  };
}

function byShowId<T extends { readonly showId: ShowId }>(all: readonly T[]): Map<ShowId, T[]> {
  const groups = new Map<ShowId, T[]>();
  for (const one of all) {
    const group = groups.get(one.showId);
    if (group === undefined) groups.set(one.showId, [one]);
    else group.push(one);
  }
  return groups;
}

function sameEntries<K, V>(
  a: ReadonlyMap<K, V>,
  b: ReadonlyMap<K, V>,
  isSame: (one: V | undefined, other: V | undefined) => boolean,
): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key)));
}
