import { Booking } from '#shared/wire/booking.ts';
import type { CollectionName } from '#shared/wire/collections.ts';
import type { PullAnswer, PullQuery, WireDocument } from '#shared/wire/messages.ts';
import type { Caller, DeviceRecord } from '../engine.ts';
import type { Store } from '../store/store.ts';
import { travellingMap } from './map-text.ts';
import { replicasSince } from './since.ts';
import { bookingFor, REACH } from './view.ts';

export type Pull = (
  caller: Caller,
  collection: CollectionName,
  query: PullQuery,
) => Promise<PullAnswer | { wrongEpoch: string }>;

function wireDocument(
  device: DeviceRecord,
  collection: CollectionName,
  document: { readonly id: string },
): WireDocument {
  if (collection === 'seatmaps') return travellingMap(document);
  if (collection !== 'bookings' || (device.kind !== 'lobby' && device.kind !== 'door'))
    return { ...document, _deleted: false };
  return { ...bookingFor(device.kind, Booking.parse(document)), _deleted: false };
}

/**
 * Answers pulls from committed data. A page is full or final; a final one moves the checkpoint to the feed's head,
 * because everything up to it has been looked at.
 */
export function pullFrom(store: Store, now: () => number): Pull {
  const since = replicasSince(store, now);
  return async (caller, collection, { lwt, id, limit }) => {
    const { device } = caller;
    const fresh = id === '' && lwt === 0;
    if (!fresh && id !== store.epoch) return { wrongEpoch: store.epoch };
    const page = await store.page({
      cinemaId: device.cinemaId,
      collection,
      afterSeq: lwt,
      limit,
      sinceMs: await since(device.cinemaId),
      onlyDevice: REACH[collection][device.kind] === 'own' ? device.id : null,
    });
    // Nobody was ever told a number that was not committed: this database is older than the one that told it.
    if (lwt > page.head) return { wrongEpoch: store.epoch };
    const last = page.documents.at(-1);
    const full = page.documents.length === limit && last !== undefined;
    return {
      documents: page.documents.map(({ document }) => wireDocument(device, collection, document)),
      checkpoint: { lwt: full ? last.seq : page.head, id: store.epoch },
    };
  };
}
