import { answerRecall, begunSeats, type GivenBack, isOutstanding } from '#shared/domain/allotment/kiosk.ts';
import type { Claimant } from '#shared/domain/allotment/trust.ts';
import { RELEASES_MAX } from '#shared/domain/limits.ts';
import { type ReleaseBody, ReleasesAnswer, type StreamEvent } from '#shared/wire/messages.ts';
import type { AllotmentId, BookingId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { Database } from './database.ts';
import type { GivenBackStore } from './given-back.ts';
import type { Turns } from './turns.ts';
import { NoAnswer, type Wire } from './wire.ts';

type Recall = Extract<StreamEvent, { kind: 'recall' }>;

type Options = {
  readonly database: Database;
  readonly store: GivenBackStore;
  readonly me: Claimant;
  readonly wire: Wire;
  /** The lock that serves recalls and the beginning of sales. */
  readonly sales: Turns;
  readonly signal: AbortSignal;
};

/**
 * Seats somebody else wants back. What is given back is on disk here before the server hears of it, and is told again
 * until the server has answered: a kiosk that dies in between does not sell it when it is back.
 */
export class Recalls {
  readonly #o: Options;
  /** Recalls whose turn has not come. */
  readonly #waiting: Recall[] = [];
  #flushing: Promise<void> | null = null;

  constructor(options: Options) {
    this.#o = options;
  }

  /**
   * Never throws: a recall that cannot be answered is a seat that stays here. Those that come while the lock is taken
   * are answered together: one write to the disk, one request.
   */
  async recalled(recall: Recall): Promise<void> {
    const { sales } = this.#o;
    this.#waiting.push(recall);
    try {
      const releases = await sales.take(() => this.#promise(this.#waiting.splice(0, RELEASES_MAX)));
      if (releases.length > 0) await this.send(releases);
    } catch (problem) {
      if (!this.#o.signal.aborted && !(problem instanceof NoAnswer)) console.error(problem);
    }
  }

  /** Gives back what is asked for and not begun; nothing, where that cannot be remembered. */
  async #promise(recalls: readonly Recall[]): Promise<readonly ReleaseBody[]> {
    const { store } = this.#o;
    if (recalls.length === 0) return [];
    const begun = await this.#begun(recalls);
    const given = new Map<AllotmentId, GivenBack>();
    const releases = new Map<AllotmentId, ReleaseBody>();
    for (const recall of recalls) {
      const { allotmentId } = recall;
      const earlier = given.get(allotmentId) ?? store.given.get(allotmentId);
      const answer = answerRecall(recall, earlier, begun(recall));
      const kept = [...(releases.get(allotmentId)?.kept ?? []), ...answer.release.kept];
      if (answer.given.seatIds.length > 0) given.set(allotmentId, answer.given);
      releases.set(allotmentId, { ...answer.release, kept });
    }
    const isPromised = given.size === 0 || (await store.put([...given.values()]));
    return isPromised ? [...releases.values()] : [];
  }

  /** Tells the server of every release it has not answered, or seems to have forgotten. */
  flush(): void {
    this.#flushing ??= this.#flush()
      // The line is gone again; the next connection tries anew.
      .catch(() => {})
      .finally(() => {
        this.#flushing = null;
      });
  }

  /** True: the server has answered. Throws {@link NoAnswer}, or the signal's reason. */
  async send(releases: readonly ReleaseBody[]): Promise<boolean> {
    const { wire, signal } = this.#o;
    const answer = await wire.call('POST', '/allotments/releases', signal, { releases });
    const heard = answer.status === 200 ? ReleasesAnswer.safeParse(answer.body).data?.heard : undefined;
    if (heard === undefined) return false;
    await this.#acknowledge(releases.filter(({ allotmentId }) => heard.includes(allotmentId)));
    return true;
  }

  /** Allotments of this device's earlier replicas, from which nobody sells any more. */
  async former(): Promise<Allotment[]> {
    const { database, me } = this.#o;
    const found = await database.collections.allotments.find({ selector: { deviceId: me.deviceId } }).exec();
    return found
      .map((document) => document.toMutableJSON())
      .filter(({ status, replicaId }) => status === 'active' && replicaId !== me.replicaId);
  }

  async #flush(): Promise<void> {
    const { store, database } = this.#o;
    const outstanding: ReleaseBody[] = [];
    for (const given of store.given.values()) {
      const pulled = await database.collections.allotments.findOne(given.allotmentId).exec();
      if (isOutstanding(given, pulled === null ? null : pulled.toMutableJSON()))
        outstanding.push({ ...releaseOf(given), kept: [] });
    }
    while (outstanding.length > 0) await this.send(outstanding.splice(0, RELEASES_MAX));
  }

  async #acknowledge(releases: readonly ReleaseBody[]): Promise<void> {
    const { sales, store } = this.#o;
    await sales.take(async () => {
      const all = releases.flatMap(({ allotmentId, epoch, released }) => {
        const given = store.given.get(allotmentId);
        const told = new Set(released);
        // It may have grown while the answer was on its way.
        const isAll = given?.epoch === epoch && given.seatIds.every((seatId) => told.has(seatId));
        return given !== undefined && isAll && !given.acknowledged ? [{ ...given, acknowledged: true }] : [];
      });
      if (all.length > 0) await store.put(all);
    });
  }

  /** Orders on the seats of a recall's show; on any show, while the allotment itself is not here yet. */
  async #begun(recalls: readonly Recall[]): Promise<(recall: Recall) => ReadonlyMap<SeatId, BookingId>> {
    const { database, me } = this.#o;
    const { allotments, bookings } = database.collections;
    const known = await allotments.findByIds(recalls.map(({ allotmentId }) => allotmentId)).exec();
    const shows = new Set(recalls.map(({ allotmentId }) => known.get(allotmentId)?.showId));
    const [only] = shows;
    const { deviceId } = me;
    const selector = shows.size === 1 && only !== undefined ? { deviceId, showId: only } : { deviceId };
    const own = (await bookings.find({ selector }).exec()).map((document) => document.toMutableJSON());
    const byShow = new Map<ShowId, ReadonlyMap<SeatId, BookingId>>();
    for (const { showId } of own) if (!byShow.has(showId)) byShow.set(showId, begunSeats(own, showId));
    const any = new Map([...byShow.values()].flatMap((begun) => [...begun]));
    return ({ allotmentId }) => {
      const showId = known.get(allotmentId)?.showId;
      return showId === undefined ? any : (byShow.get(showId) ?? NONE);
    };
  }
}

const NONE: ReadonlyMap<SeatId, BookingId> = new Map();

const releaseOf = ({ allotmentId, epoch, seatIds }: GivenBack): Omit<ReleaseBody, 'kept'> => ({
  allotmentId,
  epoch,
  released: [...seatIds],
});
