import type { Database, OwnStore } from './database.ts';
import type { Epochs } from './epochs.ts';
import type { GivenBackStore } from './given-back.ts';
import type { OfflineSales } from './offline-sales.ts';
import { ownSeatsReads } from './own-seats.ts';
import { Recalls } from './recalls.ts';
import { Turns } from './turns.ts';
import type { EnrolledIdentity, Replica } from './types.ts';
import type { Wire } from './wire.ts';

/** The seats this replica is entrusted with, the lock around them, and who answers recalls. */
export function entrustedSeats(
  {
    identity,
    database,
    store,
    given,
  }: {
    readonly identity: EnrolledIdentity;
    readonly database: Database;
    readonly store: OwnStore;
    readonly given: GivenBackStore;
  },
  wire: Wire,
  signal: AbortSignal,
): {
  readonly recalls: Recalls;
  readonly replica: Pick<
    Replica,
    'ownSeats$' | 'safeCounts$' | 'beginSale' | 'formerAllotments' | 'giveBack'
  >;
} {
  const me = { deviceId: identity.deviceId, replicaId: store.own.replicaId };
  const sales = new Turns();
  const reads = ownSeatsReads(database, given, me);
  const recalls = new Recalls({ database, store: given, me, wire, sales, signal });
  return {
    recalls,
    replica: {
      ownSeats$: (showId) => reads.live$(showId),
      safeCounts$: reads.safeCounts$,
      beginSale: (showId, work) => sales.take(async () => work(await reads.now(showId))),
      formerAllotments: () => recalls.former(),
      giveBack: (release) => recalls.send([release]),
    },
  };
}

export const offlineSalesOf = (
  sales: OfflineSales,
): Pick<Replica, 'offlineSales$' | 'noteOfflineSale' | 'acknowledgeOfflineSales'> => ({
  offlineSales$: sales.sales$,
  noteOfflineSale: (id) => sales.made(id),
  acknowledgeOfflineSales: () => sales.acknowledge(),
});

/** What the server said of a sale while the page was not there to hear it stands in the booking. */
export async function recallOutcomes(database: Database, epochs: Epochs, sales: OfflineSales): Promise<void> {
  const open = sales.sales$.value.filter(({ outcome }) => outcome === 'open');
  if (open.length === 0) return;
  const unsent = await epochs.unsent('bookings').catch(() => null);
  if (unsent === null) return;
  const answered = open.map(({ bookingId }) => bookingId).filter((id) => !unsent.includes(id));
  const found = await database.collections.bookings.findByIds(answered).exec();
  sales.heard([...found.values()].map((booking) => booking.toMutableJSON()));
}
