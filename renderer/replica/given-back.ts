import { BehaviorSubject } from 'rxjs';
import { z } from 'zod';
import type { GivenBack } from '#shared/domain/allotment/kiosk.ts';
import { ALLOTMENT_SEATS_MAX } from '#shared/domain/limits.ts';
import { AllotmentId, SeatId } from '#shared/wire/scalars.ts';
import type { LocalDocuments } from './shelf.ts';

/** Allotments whose releases are remembered: those of some hundred shows, several grants each. */
export const GIVEN_BACK_MAX = 1_000;
const LOCAL_ID = 'given-back';

const Stored = z.object({
  entries: z
    .array(
      z.object({
        allotmentId: AllotmentId,
        epoch: z.int().min(0),
        seatIds: z.array(SeatId).max(ALLOTMENT_SEATS_MAX),
        acknowledged: z.boolean(),
      }),
    )
    .max(GIVEN_BACK_MAX),
});

/**
 * The releases this replica has promised. They live outside the `allotments` collection, which is overwritten by every
 * pull and dropped with an epoch. Whoever writes holds the lock of sales.
 */
export class GivenBackStore {
  readonly given$: BehaviorSubject<ReadonlyMap<AllotmentId, GivenBack>>;
  readonly #local: LocalDocuments;

  private constructor(local: LocalDocuments, given: ReadonlyMap<AllotmentId, GivenBack>) {
    this.#local = local;
    this.given$ = new BehaviorSubject(given);
  }

  /**
   * `unreadable` is called where the list is there and cannot be read. Then nothing may be sold from what was entrusted
   * so far: that is another replica's affair from now on.
   */
  static async open(local: LocalDocuments, unreadable: () => Promise<void>): Promise<GivenBackStore> {
    const stored = await local.getLocal(LOCAL_ID);
    const read = Stored.safeParse(stored?.toJSON().data ?? { entries: [] });
    if (!read.success) await unreadable();
    const entries = read.data?.entries ?? [];
    return new GivenBackStore(local, new Map(entries.map((given) => [given.allotmentId, given])));
  }

  get given(): ReadonlyMap<AllotmentId, GivenBack> {
    return this.given$.value;
  }

  /**
   * Resolves when all of it is on disk. False, and nothing of it is promised: there is no room, because so many
   * releases were never answered. The oldest answered ones make room, long after their shows.
   */
  async put(all: readonly GivenBack[]): Promise<boolean> {
    const next = new Map(this.given);
    for (const given of all) {
      next.delete(given.allotmentId);
      next.set(given.allotmentId, given);
    }
    while (next.size > GIVEN_BACK_MAX) {
      const oldest = [...next.values()].find((one) => one.acknowledged);
      if (oldest === undefined) return false;
      next.delete(oldest.allotmentId);
    }
    await this.#local.upsertLocal(LOCAL_ID, { entries: [...next.values()] });
    this.given$.next(next);
    return true;
  }
}
