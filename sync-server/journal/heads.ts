import { createHash } from 'node:crypto';
import { toBase64Url } from '#shared/domain/base64url.ts';
import { chainFault, EMPTY_TAIL, type JournalTail } from '#shared/domain/journal/chain.ts';
import { headBytes } from '#shared/domain/journal/head.ts';
import type { HeadAnswer, HeadsAnswer, JournalHead } from '#shared/wire/journal-head.ts';
import { type CinemaId, type DeviceId, instant } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import type { DeviceRecord } from '../engine.ts';
import type { Store, Tx } from '../store/store.ts';
import type { ServerKey } from './server-key.ts';

/** Entries a head is taken on by one that arrives: more that wait behind a gap follow with the next. */
const STEPS_MAX = 500;
const HEADS_MAX = 2_000;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * Takes a device's head as far as its journal is here without a gap, now that `arrived` is. Entries come in any order;
 * one that does not continue the chain stops the head for good.
 */
export async function advanceHead(tx: Tx, arrived: JournalEntry, nowMs: number): Promise<void> {
  const { cinemaId, deviceId } = arrived;
  const before = (await tx.journalHead(deviceId)) ?? EMPTY_TAIL;
  let tail: JournalTail = before;
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const seq = tail.seq + 1;
    const next = arrived.seq === seq ? arrived : await tx.document(cinemaId, 'journal', `${deviceId}.${seq}`);
    if (next === null || (await chainFault(next, tail, sha256)) !== null) break;
    tail = { seq, hash: next.hash };
  }
  if (tail.seq > before.seq) await tx.writeJournalHead(cinemaId, deviceId, tail, nowMs);
}

/** The heads of journals, counter-signed: what the server stands for having received. */
export type Heads = {
  head(device: Pick<DeviceRecord, 'id'>): Promise<HeadAnswer>;
  heads(cinemaId: CinemaId): Promise<HeadsAnswer>;
};

type Row = {
  readonly device_id: DeviceId;
  readonly seq: number;
  readonly hash: string;
  readonly accepted_at_ms: number;
  readonly public_key: string | null;
};

export function openHeads({ cold }: Pick<Store, 'cold'>, key: ServerKey): Heads {
  const rows = () =>
    cold
      .selectFrom('journal_heads')
      .leftJoin('devices', 'devices.id', 'journal_heads.device_id')
      .select(['device_id', 'seq', 'hash', 'accepted_at_ms', 'public_key']);
  // Ed25519 signs the same bytes the same way each time: what was accepted is stored, the signature need not be.
  const signed = (row: Row): JournalHead => {
    const head = {
      deviceId: row.device_id,
      ...(row.public_key === null ? {} : { publicKey: row.public_key }),
      seq: row.seq,
      hash: row.hash,
      at: instant(row.accepted_at_ms),
    };
    return { ...head, signature: toBase64Url(key.sign(headBytes(head))) };
  };
  return {
    async head({ id }) {
      const row = await rows().where('device_id', '=', id).executeTakeFirst();
      return { serverKey: key.publicKey, head: row === undefined ? null : signed(row) };
    },
    async heads(cinemaId) {
      const found = await rows()
        .where('journal_heads.cinema_id', '=', cinemaId)
        .orderBy('device_id')
        .limit(HEADS_MAX)
        .execute();
      return { serverKey: key.publicKey, heads: found.map(signed) };
    },
  };
}
