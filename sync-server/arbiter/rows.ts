import type { Recall } from '#shared/domain/allotment/recall.ts';
import { COLLECTIONS, type PushedCollection } from '#shared/wire/collections.ts';
import { PushRow, type Refusal } from '#shared/wire/messages.ts';
import type { Caller } from '../engine.ts';
import { keepRow } from '../quarantine/keep.ts';
import { StoreError } from '../store/errors.ts';
import type { Log } from '../store/log.ts';
import type { Tx } from '../store/store.ts';
import type { Ruled } from './answer.ts';
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

/**
 * Seats of this row are entrusted to kiosks that can be asked: nothing of it was changed, and it is ruled on again once
 * they have answered.
 */
export class SeatsToRecall extends Error {
  override readonly name = 'SeatsToRecall';
  readonly recalls: readonly Recall[];

  constructor(recalls: readonly Recall[]) {
    super('Seats of this row are entrusted to kiosks that can be asked');
    this.recalls = recalls;
  }
}

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
): Promise<Ruled | SeatsToRecall | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tx.unit(() => ruler.rule(tx, caller, sent));
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (error instanceof SeatsToRecall) return error;
      if (error instanceof SeatMoved && tries <= JUDGED_AGAIN_MAX) continue;
      log.error({ err: error, device: caller.device.id }, 'A pushed row could not be ruled on');
      const left = await tx.unit(() => ruler.salvage(tx, caller, sent));
      return left === null ? null : { ...left, refusal: ourFault };
    }
  }
}

export type RuledRow = { readonly sent: unknown; readonly ruled: Ruled };

/** `recalls`: the first row that waits for them is the one after the `count` that are ruled on. Empty: all are. */
export type RuledRows = {
  readonly done: readonly RuledRow[];
  readonly count: number;
  readonly recalls: readonly Recall[];
};

/**
 * Rules on the rows of one push in their order, each a unit of its own: a bad row is answered by itself and never
 * fails the batch. What a retired device reports is kept besides, whatever the ruler said. It stops before a row whose
 * ruling depends on a recall, so that no later row of the same booking overtakes it.
 */
export async function ruleOnRows(
  tx: Tx,
  { ruler, collection, now, log }: RulingContext,
  caller: Caller,
  rows: readonly unknown[],
): Promise<RuledRows> {
  const done: RuledRow[] = [];
  let count = 0;
  for (const row of rows) {
    const parsed = PushRow.safeParse(row);
    const sent = parsed.success ? parsed.data.newDocumentState : null;
    const ruled = await ruleOrSalvage(tx, ruler, caller, sent, log);
    if (ruled instanceof SeatsToRecall) return { done, count, recalls: ruled.recalls };
    count += 1;
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
  return { done, count, recalls: [] };
}
