import { COLLECTIONS, type PushedCollection } from '#shared/wire/collections.ts';
import { type PushAnswer, PushRow, type Refusal } from '#shared/wire/messages.ts';
import type { Caller } from '../engine.ts';
import { keepRow } from '../quarantine/keep.ts';
import { StoreError } from '../store/errors.ts';
import type { Log } from '../store/log.ts';
import type { Tx } from '../store/store.ts';
import { pushAnswer, type Ruled } from './answer.ts';
import { SeatMoved } from './apply-verdict.ts';

/** How often one row is judged anew because a seat moved between reading and writing. */
const JUDGED_AGAIN_MAX = 3;

export const refuse = (code: Refusal['code'], message: string): Refusal => ({ code, message });

/** How one collection rules on a row. Null: the row names nobody who could be answered. */
export type RowRuler = {
  rule(tx: Tx, caller: Caller, sent: unknown): Promise<Ruled | null>;
  /** After a failure of ours: what can still be saved of the row, and what is stored under its id. */
  salvage(tx: Tx, caller: Caller, sent: unknown): Promise<Ruled | null>;
};

export type RulingContext = {
  readonly ruler: RowRuler;
  readonly collection: PushedCollection;
  readonly now: () => number;
  readonly log: Log;
};

const ourFault = refuse('internal', 'The server could not rule on this row; nothing of it was changed.');

async function ruleOrSalvage(
  tx: Tx,
  ruler: RowRuler,
  caller: Caller,
  sent: unknown,
  log: Log,
): Promise<Ruled | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tx.unit(() => ruler.rule(tx, caller, sent));
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (error instanceof SeatMoved && tries <= JUDGED_AGAIN_MAX) continue;
      log.error({ err: error, device: caller.device.id }, 'A pushed row could not be ruled on');
      const left = await tx.unit(() => ruler.salvage(tx, caller, sent));
      return left === null ? null : { ...left, refusal: ourFault };
    }
  }
}

/**
 * Rules on the rows of one push in their order, each a unit of its own: a bad row is answered by itself and never
 * fails the batch. What a retired device reports is kept besides, whatever the ruler said.
 */
export async function ruleOnRows(
  tx: Tx,
  { ruler, collection, now, log }: RulingContext,
  caller: Caller,
  rows: readonly unknown[],
): Promise<{ readonly answer: PushAnswer; readonly ruled: readonly Ruled[] }> {
  const done: { sent: unknown; ruled: Ruled }[] = [];
  for (const row of rows) {
    const parsed = PushRow.safeParse(row);
    const sent = parsed.success ? parsed.data.newDocumentState : null;
    const ruled = await ruleOrSalvage(tx, ruler, caller, sent, log);
    if (caller.device.retired) {
      const { version } = COLLECTIONS[collection];
      const kept = { collection, version, reason: 'retired-device', document: sent } as const;
      await tx.unit(() => keepRow(tx, caller, kept, now()));
    }
    if (ruled === null) {
      log.warn({ device: caller.device.id }, 'A pushed row without a usable id was left out');
      continue;
    }
    if (ruled.refusal !== null)
      log.warn(
        { device: caller.device.id, id: ruled.id, refusal: ruled.refusal },
        'A pushed row was refused',
      );
    done.push({ sent, ruled });
  }
  return { answer: pushAnswer(done), ruled: done.map(({ ruled }) => ruled) };
}
