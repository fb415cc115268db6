import type { AwaitedDevice } from '#shared/wire/messages.ts';
import type { Store } from '../store/store.ts';

/** The key in `meta` that is there while a restored server is closed. */
export const CLOSED_SINCE = 'closed-since';

export type KeptState = {
  readonly closed: boolean;
  /** Devices that have not reported yet. */
  readonly awaited: readonly AwaitedDevice[];
};

/** Whether the database was restored and has not opened since; it outlives every restart. */
export async function readState({ cold }: Pick<Store, 'cold'>): Promise<KeptState> {
  const mark = await cold
    .selectFrom('meta')
    .select('value')
    .where('key', '=', CLOSED_SINCE)
    .executeTakeFirst();
  if (mark === undefined) return { closed: false, awaited: [] };
  const rows = await cold
    .selectFrom('awaited')
    .select(['device_id', 'name', 'cinema_id'])
    .where('reported_at_ms', 'is', null)
    .orderBy('name')
    .execute();
  return {
    closed: true,
    awaited: rows.map((row) => ({ id: row.device_id, name: row.name, cinemaId: row.cinema_id })),
  };
}
