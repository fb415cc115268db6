import { getChangedDocumentsSince, type RxStorageDefaultCheckpoint, type RxStorageInstance } from 'rxdb';

const PAGE = 200;

/**
 * The newest write time (RxDB's `_meta.lwt`, epoch milliseconds) that lies after `nowMs`; `nowMs` when there is none.
 * Documents from the future are what a clock that was stepped back leaves behind, so the usual answer comes at once.
 */
export async function newestWrite<T, Internals, Options>(
  storage: RxStorageInstance<T, Internals, Options, RxStorageDefaultCheckpoint>,
  nowMs: number,
): Promise<number> {
  let newest = nowMs;
  let since: RxStorageDefaultCheckpoint = { id: '', lwt: nowMs };
  for (;;) {
    const { documents, checkpoint } = await getChangedDocumentsSince(storage, PAGE, since);
    for (const document of documents) newest = Math.max(newest, document._meta.lwt);
    if (documents.length < PAGE) return newest;
    since = checkpoint;
  }
}

/**
 * Keeps `clock.now` above `floorMs` and never lets it run backwards: RxDB pushes what was written after the newest
 * thing it has pushed, by this clock, so one step back would leave sales at home for good (TRAPS T1). Time goes on
 * at its own pace from the floor. Returns the way back.
 */
export function floorClock(clock: { now: () => number }, floorMs: number): () => void {
  const wall = clock.now;
  let ahead = 0;
  let last = Math.ceil(floorMs);
  clock.now = () => {
    const time = wall.call(clock) + ahead;
    if (time < last) ahead += last - time;
    last = Math.max(last, time);
    return last;
  };
  return () => {
    clock.now = wall;
  };
}
