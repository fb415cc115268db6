import type { RxCollection, WithDeleted } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import type { Doc } from '#shared/wire/collections.ts';
import type { Checkpoint } from '#shared/wire/messages.ts';
import type { Maps } from './maps.ts';
import { pullBatch, pullPage } from './pull.ts';
import { RETRY_MS, type Running, type Shared, watchEpoch } from './replicate.ts';
import { Turns } from './turns.ts';

/** Maps that change every moment are written to the disk together, after this long. */
const WRITE_PAUSE_MS = 500;

/** What was pulled ahead of the replication: everything between two places of the feed. */
type Ahead = {
  readonly from: Checkpoint;
  readonly to: Checkpoint;
  readonly documents: ReadonlyMap<string, WithDeleted<Doc<'seatmaps'>>>;
};

/**
 * Replicates the seat maps. A poke is followed by a pull at once, whose maps are on the page before they are on disk;
 * the replication is then given what was pulled, and keeps it with the place in the feed, as it does with everything.
 * Where it does not stand where the pulling began (at a start, or after a write that failed) it asks the server itself.
 */
export function replicateMaps(
  shared: Shared,
  { collection, maps }: { readonly collection: RxCollection<Doc<'seatmaps'>>; readonly maps: Maps },
): Running {
  const size = pullBatch('seatmaps');
  const turns = new Turns();
  let ahead: Ahead | null = null;
  let poked = -1;
  let isLooking = false;
  let writing: ReturnType<typeof setTimeout> | undefined;

  const page = (from: Checkpoint | undefined, limit: number) =>
    watchEpoch(
      shared,
      pullPage(
        {
          ...shared,
          name: 'seatmaps',
          collection,
          isOlder: () => false,
          pulled: (_, living) => maps.hear(living),
        },
        from,
        limit,
      ),
    );

  /** The replication's turn. */
  const hand = async (from: Checkpoint | undefined, limit: number) => {
    if (ahead !== null && isAt(ahead.from, from) && ahead.documents.size < limit) {
      const { to, documents } = ahead;
      ahead = beyond(ahead.from, to, documents.size);
      return { documents: [...documents.values()], checkpoint: to };
    }
    const answer = await page(from, limit);
    const { documents, checkpoint } = answer;
    ahead = documents.length < limit ? beyond(from, checkpoint, documents.length) : null;
    return answer;
  };

  /** Pulls whatever is new. False: the replication has to do it. */
  const look = async (): Promise<boolean> => {
    for (;;) {
      if (ahead === null) return false;
      const { from, to, documents } = ahead;
      const answer = await page(to, size);
      if (answer.documents.some((document) => document._deleted)) {
        ahead = null;
        return false;
      }
      const merged = new Map(documents);
      for (const document of answer.documents) merged.set(document.id, document);
      ahead = { from, to: answer.checkpoint, documents: merged };
      if (answer.documents.length < size) return true;
    }
  };

  const lookOn = async (): Promise<void> => {
    isLooking = true;
    try {
      do {
        poked = -1;
        if (!(await turns.take(look))) return state.reSync();
      } while (poked > headOf(ahead));
      if (ahead !== null && ahead.documents.size > 0) writing ??= setTimeout(write, WRITE_PAUSE_MS);
    } catch {
      // What was wrong has been told; the replication meets it again, and tries until it is mended.
      ahead = null;
      if (!shared.signal.aborted) state.reSync();
    } finally {
      isLooking = false;
    }
  };

  const write = (): void => {
    writing = undefined;
    state.reSync();
  };

  const state = replicateRxCollection<Doc<'seatmaps'>, Checkpoint>({
    replicationIdentifier: shared.identifier,
    collection,
    retryTime: RETRY_MS,
    pull: { batchSize: size, handler: (from, limit) => turns.take(() => hand(from, limit)) },
  });
  return {
    name: 'seatmaps',
    filled: () => state.awaitInitialReplication(),
    resync: (lwt) => {
      if (lwt !== undefined && lwt <= headOf(ahead)) return;
      poked = Math.max(poked, lwt ?? Number.POSITIVE_INFINITY);
      if (!isLooking) void lookOn();
    },
    mend: () => Promise.resolve(),
    unsent: () => Promise.resolve([]),
    stop: async () => {
      clearTimeout(writing);
      await state.cancel();
    },
    forget: async () => {
      clearTimeout(writing);
      await state.remove();
    },
  };
}

const headOf = (ahead: Ahead | null): number => ahead?.to.lwt ?? -1;

const isAt = (place: Checkpoint, from: Checkpoint | undefined): boolean =>
  place.lwt === (from?.lwt ?? 0) && place.id === (from?.id ?? '');

/** Nothing is ahead of `to`. A replication that was given nothing still stands where it stood. */
function beyond(from: Checkpoint | undefined, to: Checkpoint, given: number): Ahead {
  return { from: given === 0 ? (from ?? { lwt: 0, id: '' }) : to, to, documents: new Map() };
}
