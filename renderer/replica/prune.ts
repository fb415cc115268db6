import { filter, firstValueFrom, map, merge, timeout, timer } from 'rxjs';
import { COLLECTION_NAMES, PUSHED_COLLECTIONS } from '#shared/wire/collections.ts';
import type { Shelf } from './shelf.ts';
import type { Started } from './start.ts';

/** How old a generation of documents grows before the next start leaves it behind. */
export const GENERATION_MS_MAX = 3 * 24 * 60 * 60 * 1_000;
/** How long a start waits for the server to answer at all, for everything to be answered, and for the new generation. */
const ONLINE_MS_MAX = 2_000;
const ANSWERED_MS_MAX = 10_000;
const FILLED_MS_MAX = 60_000;
const LOOK_MS = 50;

export const isDue = ({ sinceMs }: Shelf, nowMs: number): boolean => nowMs - sinceMs >= GENERATION_MS_MAX;

/**
 * Leaves a generation of documents behind for a new one, which the server fills with what a till still needs. Only when
 * nothing is unanswered, and only when the new one is whole: a line that falls meanwhile leaves everything as it was.
 * Nothing is sold before this is over, because nobody has the replica yet. `open` opens a generation by its number.
 */
export async function pruned(
  before: Started,
  shelf: Shelf,
  open: (number: number) => Promise<Started>,
  nowMs: () => number,
): Promise<Started> {
  if (!(await within(before, isOnline(before), ONLINE_MS_MAX))) return before;
  if (!(await within(before, isAnswered(before), ANSWERED_MS_MAX))) return before;
  const [old, next] = [shelf.number, shelf.number + 1];
  await before.replica.close();
  // An earlier try may have left something.
  await shelf.drop(next);
  const fresh = await open(next);
  if (await within(fresh, isFilled(fresh), FILLED_MS_MAX)) {
    await shelf.use(next, nowMs());
    await shelf.drop(old);
    return fresh;
  }
  await fresh.replica.close();
  await shelf.drop(next);
  return open(old);
}

/** Whether `wanted` comes true in time, and before the line is lost. */
function within({ replica }: Started, wanted: Promise<boolean>, ms: number): Promise<boolean> {
  const no = () => false;
  const lost$ = replica.connection$.pipe(filter(({ kind }) => kind === 'offline'));
  return firstValueFrom(merge(wanted.catch(no), lost$.pipe(map(no)), timer(ms).pipe(map(no))));
}

async function isOnline({ replica }: Started): Promise<boolean> {
  const heard$ = replica.connection$.pipe(
    filter(({ kind }) => kind === 'online' || kind === 'catching-up'),
    timeout({ first: ONLINE_MS_MAX }),
  );
  await firstValueFrom(heard$);
  return true;
}

async function isFilled({ epochs }: Started): Promise<boolean> {
  await Promise.all(COLLECTION_NAMES.map((name) => epochs.filled(name)));
  return true;
}

/** Whether everything written here comes to be known to the server, every release acknowledged, every sale ruled on. */
async function isAnswered(started: Started): Promise<boolean> {
  const { epochs, given, offlineSales } = started;
  const endMs = performance.now() + ANSWERED_MS_MAX;
  await isFilled(started);
  while (performance.now() < endMs) {
    const unsent = await Promise.all(PUSHED_COLLECTIONS.map((name) => epochs.unsent(name)));
    const isAllSent = unsent.every((ids) => ids !== null && ids.length === 0);
    const isAllGiven = [...given.given.values()].every(({ acknowledged }) => acknowledged);
    const isAllRuled = offlineSales.sales$.value.every(({ outcome }) => outcome !== 'open');
    if (isAllSent && isAllGiven && isAllRuled) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return false;
}
