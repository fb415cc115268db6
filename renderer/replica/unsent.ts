import { getAssumedMasterState, getHeightOfRevision, type RxCollection } from 'rxdb';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import { sameJson } from '#shared/domain/equal.ts';
import type { Doc, PushedCollection } from '#shared/wire/collections.ts';
import type { Checkpoint } from '#shared/wire/messages.ts';

const PAGE = 200;

export type Unsent = {
  readonly id: string;
  /** RxDB thinks it has pushed this already, because of a clock that was once ahead: it will never push it by itself. */
  readonly forgotten: boolean;
};

/**
 * The documents here that differ from what the server is known to have. It compares states, not times, so it also
 * finds what a wrong clock has hidden from the push (TRAPS T1). Resolves once the replication has read its bookkeeping.
 */
export async function unsentDocuments<Name extends PushedCollection>(
  collection: RxCollection<Doc<Name>>,
  replication: RxReplicationState<Doc<Name>, Checkpoint>,
): Promise<Unsent[]> {
  await replication.startPromise;
  const state = replication.internalReplicationState;
  if (state === undefined) return [];
  const documents = await collection.find().exec();
  const pushedUpTo: number = state.lastCheckpointDoc.up?.checkpointData?.lwt ?? 0;
  const unsent: Unsent[] = [];
  for (let from = 0; from < documents.length; from += PAGE) {
    const page = documents.slice(from, from + PAGE);
    const known = await getAssumedMasterState(
      state,
      page.map((document) => document.primary),
    );
    for (const document of page) {
      const { _meta, _rev } = document._data;
      const { o: pulled } = _meta;
      if (pulled !== undefined && pulled._rev === getHeightOfRevision(_rev)) continue;
      const assumed = known[document.primary]?.docData;
      const here = { ...document.toJSON(), _deleted: false };
      if (assumed === undefined || !sameJson(assumed, here))
        unsent.push({ id: document.primary, forgotten: _meta.lwt <= pushedUpTo });
    }
  }
  return unsent;
}

/** Writes forgotten documents once more, as they are, so that they are pushed after all. */
export async function sendForgotten<Name extends PushedCollection>(
  collection: RxCollection<Doc<Name>>,
  unsent: readonly Unsent[],
): Promise<void> {
  for (const { id, forgotten } of unsent) {
    if (!forgotten) continue;
    const document = await collection.findOne(id).exec();
    await document?.incrementalModify((same) => same);
  }
}
