import type { AwaitedDevice } from '#shared/wire/messages.ts';
import { freshEpoch, openSqliteStore } from '../store/sqlite/open.ts';
import type { Tx } from '../store/store.ts';
import { CLOSED_SINCE } from './state.ts';

/** A device that was not heard for this long before the backup has nothing to report that anybody waits for. */
const ACTIVE_BEFORE_MS = 7 * 24 * 60 * 60 * 1_000;

export type Marked = { readonly epoch: string; readonly awaited: readonly AwaitedDevice[] };

/**
 * Marks a database as brought back from a backup: its feed gets a new epoch, so that every device notices, and its
 * server stays closed until all that were active before the backup have reported. No server may be running on it.
 * Throws a `StoreError` that says what to do.
 */
export async function markRestored(file: string): Promise<Marked> {
  const store = await openSqliteStore({ file });
  try {
    const backupMs = await store.clockMs();
    const { result } = await store.transaction(
      () => backupMs,
      (tx) => mark(tx, backupMs),
    );
    return result;
  } finally {
    await store.close();
  }
}

async function mark(tx: Tx, backupMs: number): Promise<Marked> {
  const epoch = freshEpoch();
  await tx.cold.updateTable('meta').set({ value: epoch }).where('key', '=', 'epoch').execute();
  await tx.cold.deleteFrom('meta').where('key', '=', CLOSED_SINCE).execute();
  await tx.cold
    .insertInto('meta')
    .values({ key: CLOSED_SINCE, value: String(backupMs) })
    .execute();
  // Codes that were used after the backup would enrol somebody else now.
  await tx.cold.deleteFrom('enrolment_codes').where('device_id', 'is', null).execute();
  const active = await tx.cold
    .selectFrom('devices')
    .select(['id', 'name', 'cinema_id'])
    .where('retired', '=', 0)
    .where('last_seen_ms', '>=', backupMs - ACTIVE_BEFORE_MS)
    .orderBy('name')
    .execute();
  await tx.cold.deleteFrom('awaited').execute();
  for (const { id, name, cinema_id } of active)
    await tx.cold
      .insertInto('awaited')
      .values({ device_id: id, cinema_id, name, reported_at_ms: null })
      .execute();
  return { epoch, awaited: active.map(({ id, name, cinema_id }) => ({ id, name, cinemaId: cinema_id })) };
}
