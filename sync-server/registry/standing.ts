import type { DeviceStanding } from '#shared/wire/admin.ts';
import { type CinemaId, type DeviceId, instant, type ShowId } from '#shared/wire/scalars.ts';
import type { Store } from '../store/store.ts';
import type { Presence } from './presence.ts';

/** Devices of one cinema that are told of at once. */
const DEVICES_MAX = 2_000;

/** How the devices of a cinema stand: when each was last heard, whether it is connected, and what it is entrusted with. */
export async function standingOf(
  { cold }: Pick<Store, 'cold'>,
  presence: Pick<Presence, 'lastHeardMs'>,
  isConnected: (id: DeviceId) => boolean,
  cinemaId: CinemaId,
): Promise<DeviceStanding[]> {
  const devices = await cold
    .selectFrom('devices')
    .select(['id', 'name', 'kind', 'retired', 'last_seen_ms'])
    .where('cinema_id', '=', cinemaId)
    .orderBy('name')
    .limit(DEVICES_MAX)
    .execute();
  const leases = await leasesByDevice(cold, cinemaId);
  return devices.map(({ id, name, kind, retired, last_seen_ms }) => ({
    id,
    name,
    kind,
    retired: retired === 1,
    connected: isConnected(id),
    lastHeardAt: instant(presence.lastHeardMs(id) ?? last_seen_ms),
    leases: leases.get(id) ?? [],
  }));
}

async function leasesByDevice(
  cold: Store['cold'],
  cinemaId: CinemaId,
): Promise<Map<DeviceId, { showId: ShowId; seats: number }[]>> {
  const rows = await cold
    .selectFrom('allotted_seats')
    .innerJoin('documents', (join) =>
      join
        .onRef('documents.cinema_id', '=', 'allotted_seats.cinema_id')
        .onRef('documents.id', '=', 'allotted_seats.show_id')
        .on('documents.collection', '=', 'shows'),
    )
    .select(({ fn }) => [
      'allotted_seats.device_id',
      'allotted_seats.show_id',
      'documents.relevant_ms',
      fn.countAll<number>().as('seats'),
    ])
    .where('allotted_seats.cinema_id', '=', cinemaId)
    .groupBy(['allotted_seats.device_id', 'allotted_seats.show_id', 'documents.relevant_ms'])
    .orderBy('documents.relevant_ms')
    .execute();
  const byDevice = new Map<DeviceId, { showId: ShowId; seats: number }[]>();
  for (const { device_id, show_id, seats } of rows) {
    const own = byDevice.get(device_id) ?? [];
    own.push({ showId: show_id, seats });
    byDevice.set(device_id, own);
  }
  return byDevice;
}
