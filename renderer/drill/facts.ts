import { firstValueFrom } from 'rxjs';
import type { Replica } from '#renderer/replica/types.ts';
import type { Leases } from '#shared/domain/allotment/kiosk.ts';
import { capturesIn, type DrillFacts } from '#shared/domain/drill/checks.ts';
import type { BookingId, Instant, ShowId } from '#shared/wire/scalars.ts';

/** Far more than one till sells in ten minutes. */
const ORDERS_MAX = 500;
const ENTRIES_MAX = 2_000;

/** What a drill began with. */
export type Beginning = {
  readonly startedAt: Instant;
  /** When it ended; what is sold later is no part of it. */
  readonly endedAt?: Instant;
  /** The journal's number when it began. */
  readonly journalSeq: number;
  readonly entrusted: DrillFacts['entrusted'];
  readonly isCutOff: boolean;
};

/** This till's own seats as they stand here: of all shows in which it has seats, or of some. */
export async function entrustedNow(
  replica: Replica,
  some?: ReadonlySet<ShowId>,
): Promise<ReadonlyMap<ShowId, Leases>> {
  const shows = [...(some ?? (await firstValueFrom(replica.safeCounts$)).keys())];
  const own = await Promise.all(shows.map((showId) => firstValueFrom(replica.ownSeats$(showId))));
  return new Map(shows.map((showId, at) => [showId, own[at]?.leases ?? new Map()]));
}

/**
 * Everything a drill is judged by, read anew. `of`: own seats of the shows something was sold of, which is quick, or of
 * all shows.
 */
export async function gather(replica: Replica, begun: Beginning, of: 'sold' | 'all'): Promise<DrillFacts> {
  const { deviceId } = replica.identity;
  const [orders, entries, offline] = await Promise.all([
    firstValueFrom(replica.bookings$({ deviceId, limit: ORDERS_MAX })),
    replica.recentJournal(ENTRIES_MAX),
    firstValueFrom(replica.offlineSales$),
  ]);
  const isIn = (at: Instant): boolean =>
    at >= begun.startedAt && (begun.endedAt === undefined || at <= begun.endedAt);
  const journal = entries.filter(({ seq, at }) => seq > begun.journalSeq && isIn(at));

  const journalled = new Set<BookingId>(capturesIn(journal).map(({ bookingId }) => bookingId));
  const known = orders.filter(
    ({ id, payments }) =>
      journalled.has(id) ||
      payments.some((paid) => paid.deviceId === deviceId && isIn(paid.at) && paid.status === 'success'),
  );
  // Sold at a booking of another till, or long changed: the journal still knows it.
  const missing = [...journalled].filter((id) => !known.some((one) => one.id === id));
  const others = await Promise.all(missing.map((id) => replica.get('bookings', id)));
  const waiting = offline.flatMap(({ bookingId, outcome }) => (outcome === 'open' ? [bookingId] : []));
  const sales = [...known, ...others.flatMap((one) => one ?? [])];
  const sold = new Set(sales.map(({ showId }) => showId));
  const leases = await entrustedNow(replica, of === 'sold' ? sold : undefined);
  return {
    deviceId,
    isCutOff: begun.isCutOff,
    entrusted: begun.entrusted,
    leases,
    sales,
    journal,
    waiting: new Set(waiting),
  };
}
