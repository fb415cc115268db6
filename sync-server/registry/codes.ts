import type { Kysely } from 'kysely';
import { invariant } from '#shared/domain/invariant.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import type { CinemaId } from '#shared/wire/scalars.ts';
import { coldOver, openBeside } from '../store/sqlite/connections.ts';
import { storeFault } from '../store/sqlite/faults.ts';
import type { Tables } from '../store/tables.ts';
import { makeCode, plainCode, secretHash } from './secrets.ts';

const CODES_PER_CALL_MAX = 500;

export function makeCodes(count: number): string[] {
  invariant(count >= 1 && count <= CODES_PER_CALL_MAX, `1 to ${CODES_PER_CALL_MAX} codes at a time`);
  return Array.from({ length: count }, makeCode);
}

/** Remembers codes by their hashes. Throws when there is no such cinema. */
export async function insertCodes(
  db: Kysely<Tables>,
  cinemaId: CinemaId,
  kind: DeviceKind,
  codes: readonly string[],
  nowMs: number,
): Promise<void> {
  const cinema = await db
    .selectFrom('documents')
    .select('id')
    .where('cinema_id', '=', cinemaId)
    .where('collection', '=', 'cinemas')
    .executeTakeFirst();
  invariant(cinema !== undefined, `there is no cinema ${cinemaId}`);
  const made = { cinema_id: cinemaId, kind, made_at_ms: nowMs, device_id: null };
  const rows = codes.map((code) => ({ ...made, code_hash: secretHash(plainCode(code)) }));
  await db.insertInto('enrolment_codes').values(rows).execute();
}

/** Forgets the codes of one kind that enrolled nobody; answers how many. */
export async function deleteUnusedCodes(
  db: Kysely<Tables>,
  cinemaId: CinemaId,
  kind: DeviceKind,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('enrolment_codes')
    .where('cinema_id', '=', cinemaId)
    .where('kind', '=', kind)
    .where('device_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/**
 * Makes codes in a database whose server may be running: codes belong to no feed, and the server looks each one up.
 * `nowMs` is epoch milliseconds. Throws a `StoreError`, or an error when there is no such cinema.
 */
export async function createCodesBeside(
  file: string,
  cinemaId: CinemaId,
  kind: DeviceKind,
  count: number,
  nowMs: number,
): Promise<string[]> {
  const codes = makeCodes(count);
  const db = await openBeside(file);
  try {
    await insertCodes(coldOver(db), cinemaId, kind, codes, nowMs);
    return codes;
  } catch (error) {
    throw storeFault(error) ?? error;
  } finally {
    db.close();
  }
}
