import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OpenItem } from '#shared/domain/booking/case.ts';
import type { QuarantineReason } from '#shared/wire/admin.ts';
import type { PushedCollection } from '#shared/wire/collections.ts';
import type { Caller } from '../engine.ts';
import type { Tx } from '../store/store.ts';
import { capturedIn } from './money.ts';

/** Rows kept of one device; beyond them its oldest go. Their money stays filed as open items in any case. */
export const ROWS_PER_DEVICE_MAX = 2_000;
/** Characters kept of one row: more than twice the largest booking. */
export const ROW_LENGTH_MAX = 256 * 1024;
const ROW_ID_LENGTH_MAX = 64;

/** A pushed document that is not ruled on. */
export type Kept = {
  readonly collection: PushedCollection;
  readonly version: number;
  readonly reason: QuarantineReason;
  readonly document: unknown;
};

const Named = z.object({ id: z.string() });

/**
 * Keeps what a device reports and the server cannot rule on, for a person to look at. The same row again, which a
 * device that is not heard sends every few seconds, is kept once.
 */
export async function keepRow(tx: Tx, { device }: Caller, kept: Kept, nowMs: number): Promise<void> {
  const text = JSON.stringify(kept.document) ?? 'null';
  const named = Named.safeParse(kept.document);
  const { numInsertedOrUpdatedRows } = await tx.cold
    .insertInto('quarantine')
    .values({
      cinema_id: device.cinemaId,
      device_id: device.id,
      collection: kept.collection,
      version: kept.version,
      row_id: named.success ? named.data.id.slice(0, ROW_ID_LENGTH_MAX) : '',
      reason: kept.reason,
      kept_at_ms: nowMs,
      row_hash: createHash('sha256').update(text).digest('base64url'),
      body: text.slice(0, ROW_LENGTH_MAX),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) await dropOldest(tx, device.id);
}

async function dropOldest(tx: Tx, deviceId: Caller['device']['id']): Promise<void> {
  await tx.cold
    .deleteFrom('quarantine')
    .where('device_id', '=', deviceId)
    .where('id', '<=', (beyond) =>
      beyond
        .selectFrom('quarantine')
        .select('id')
        .where('device_id', '=', deviceId)
        .orderBy('id', 'desc')
        .limit(1)
        .offset(ROWS_PER_DEVICE_MAX),
    )
    .execute();
}

/** Files the captured money of a booking that is kept unjudged; money the server has accepted before is known already. */
export async function fileMoney(tx: Tx, { device }: Caller, kept: Kept, nowMs: number): Promise<void> {
  if (kept.collection !== 'bookings') return;
  const captured = capturedIn(kept.document);
  const accepted = await tx.paymentOwners(captured.map(({ id }) => id));
  const named = Named.safeParse(kept.document);
  for (const { id, amount } of captured) {
    if (accepted.has(id)) continue;
    const item: OpenItem = {
      kind: 'malformed-payment',
      bookingId: named.success ? named.data.id.slice(0, ROW_ID_LENGTH_MAX) : '',
      paymentId: id,
      amount,
      detail: `reported by ${device.id}: ${kept.reason} (version ${kept.version})`,
    };
    await tx.writeOpenItem(device.cinemaId, item, nowMs);
  }
}
