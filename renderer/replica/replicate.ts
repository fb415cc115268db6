import type { RxCollection } from 'rxdb';
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import type { CollectionName, Doc, PushedCollection } from '#shared/wire/collections.ts';
import type { Checkpoint } from '#shared/wire/messages.ts';
import { type Ask, ForeignEpoch } from './ask.ts';
import type { Faults } from './faults.ts';
import { type PullContext, pullBatch, pullPage } from './pull.ts';
import { createPush, type Push } from './push.ts';
import { PUSH_BATCH, type PushContext } from './push-send.ts';
import { sendForgotten, unsentDocuments } from './unsent.ts';
import { sleep } from './wait.ts';

/** Pause after a handler has thrown; a dead line is waited out inside the handlers. */
export const RETRY_MS = 1_000;
/**
 * Pokes are gathered for so long: what is pulled here are other people's orders and the programme, which nobody waits
 * for, and every pull takes processor and disk from whoever taps.
 */
const GATHER_MS = 250;
/** How long the first pull of a collection lets others go before it. */
const FIRST_PULL_WAIT_MS_MAX = 5_000;

/** What all replications of one epoch share. */
export type Shared = {
  /** Names the replication's bookkeeping: another epoch must never meet an earlier one's. */
  readonly identifier: string;
  readonly ask: Ask;
  readonly faults: Faults;
  readonly signal: AbortSignal;
  readonly foreignEpoch: (epoch: string) => void;
};

/** One collection's replication at work. */
export type Running = {
  readonly name: CollectionName;
  /** Resolves when everything has been pulled once; never, when that is given up. */
  filled(): Promise<void>;
  /** Pulls what changed, unless `lwt` (a poke's number) says that nothing new is there. */
  resync(lwt?: number): void;
  /** Tells the ids of documents the server has not answered, and sends those RxDB has forgotten. */
  mend(tell: (id: string) => void): Promise<void>;
  /** Ids of the documents the server has not answered. */
  unsent(): Promise<readonly string[]>;
  stop(): Promise<void>;
  /** Stops and drops the bookkeeping. */
  forget(): Promise<void>;
};

type Part<Name extends CollectionName> = {
  readonly name: Name;
  readonly collection: RxCollection<Doc<Name>>;
};
type Pulling<Name extends CollectionName> = Part<Name> & {
  readonly pulled?: (documents: readonly Doc<Name>[]) => void;
  readonly isOlder?: PullContext<Name>['isOlder'];
  /** Collections that are filled before this one, in a replica that is still empty. */
  readonly after?: readonly Running[];
};
type Pushing<Name extends PushedCollection> = Pulling<Name> &
  Pick<PushContext<Name>, 'leaving' | 'judged' | 'refused' | 'holdsMoney'>;

/** Replicates a collection that only the server writes. */
export function replicatePulled<Name extends CollectionName>(shared: Shared, part: Pulling<Name>): Running {
  const pull = pullOf(shared, part);
  const state = replicateRxCollection<Doc<Name>, Checkpoint>({
    replicationIdentifier: shared.identifier,
    collection: part.collection,
    retryTime: RETRY_MS,
    pull: pull.options,
  });
  return {
    ...runningOf(part.name, state, pull.head),
    mend: () => Promise.resolve(),
    unsent: () => Promise.resolve([]),
  };
}

/** Replicates a collection that this kiosk writes too. */
export function replicatePushed<Name extends PushedCollection>(
  shared: Shared,
  part: Pushing<Name>,
): Running & Pick<Push<Name>, 'ahead'> {
  const pull = pullOf(shared, part);
  const { ask, faults, signal } = shared;
  const push = createPush<Name>({ isOlder: () => false, ...part, ask, faults, signal });
  const state = replicateRxCollection<Doc<Name>, Checkpoint>({
    replicationIdentifier: shared.identifier,
    collection: part.collection,
    retryTime: RETRY_MS,
    pull: pull.options,
    push: { batchSize: PUSH_BATCH, handler: (rows) => watchEpoch(shared, push.rows(rows)) },
  });
  return {
    ...runningOf(part.name, state, pull.head),
    mend: async (tell) => {
      const unsent = await unsentDocuments(part.collection, state);
      for (const { id } of unsent) tell(id);
      await sendForgotten(part.collection, unsent);
    },
    unsent: async () => (await unsentDocuments(part.collection, state)).map(({ id }) => id),
    ahead: push.ahead,
  };
}

function pullOf<Name extends CollectionName>(shared: Shared, part: Pulling<Name>) {
  let lwt = -1;
  const context: PullContext<Name> = {
    isOlder: () => false,
    ...part,
    ...shared,
    pulled: (checkpoint, documents) => {
      lwt = checkpoint.lwt;
      part.pulled?.(documents);
    },
  };
  return {
    head: () => lwt,
    options: {
      batchSize: pullBatch(part.name),
      handler: async (from: Checkpoint | undefined, size: number) => {
        if (from === undefined) await othersFirst(part.after ?? [], shared.signal);
        return watchEpoch(shared, pullPage(context, from, size));
      },
    },
  };
}

async function othersFirst(others: readonly Running[], signal: AbortSignal): Promise<void> {
  if (others.length === 0) return;
  const filled = Promise.all(others.map((running) => running.filled()));
  await Promise.race([filled, sleep(FIRST_PULL_WAIT_MS_MAX, signal)]);
}

export async function watchEpoch<T>({ signal, foreignEpoch }: Shared, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ForeignEpoch && !signal.aborted) foreignEpoch(error.epoch);
    throw error;
  }
}

function runningOf<T>(
  name: CollectionName,
  state: RxReplicationState<T, Checkpoint>,
  head: () => number,
): Omit<Running, 'mend' | 'unsent'> {
  let poked = -1;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const pull = (): void => {
    gathering = undefined;
    if (poked > head()) state.reSync();
  };
  return {
    name,
    filled: () => state.awaitInitialReplication(),
    resync: (lwt) => {
      if (lwt === undefined) return state.reSync();
      poked = Math.max(poked, lwt);
      if (lwt <= head()) return;
      // What a till is entrusted with decides what it may sell in the next moment.
      if (name === 'allotments') pull();
      else gathering ??= setTimeout(pull, GATHER_MS);
    },
    stop: async () => {
      clearTimeout(gathering);
      await state.cancel();
    },
    forget: async () => {
      clearTimeout(gathering);
      await state.remove();
    },
  };
}
