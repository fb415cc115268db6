import { answerRecall, begunSeats, type GivenBack, isOutstanding } from '#shared/domain/allotment/kiosk.ts';
import type { Claimant } from '#shared/domain/allotment/trust.ts';
import { ReleaseAnswer, type ReleaseBody, type StreamEvent } from '#shared/wire/messages.ts';
import type { BookingId, SeatId, ShowId } from '#shared/wire/scalars.ts';
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
  #flushing: Promise<void> | null = null;

  constructor(options: Options) {
    this.#o = options;
  }

  /** Never throws: a recall that cannot be answered is a seat that stays here. */
  async recalled(recall: Recall): Promise<void> {
    const { sales, store } = this.#o;
    try {
      const release = await sales.take(async () => {
        const { given, release } = answerRecall(
          recall,
          store.given.get(recall.allotmentId),
          await this.#begun(recall),
        );
        const promised = given.seatIds.length === 0 || (await store.put(given));
        return promised ? release : null;
      });
      if (release !== null) await this.send(release);
    } catch (problem) {
      if (!this.#o.signal.aborted && !(problem instanceof NoAnswer)) console.error(problem);
    }
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
  async send(release: ReleaseBody): Promise<boolean> {
    const { wire, signal } = this.#o;
    const answer = await wire.call('POST', '/allotments/release', signal, release);
    // 403: it is somebody else's by now, and nothing is left to say.
    const isHeard = answer.status === 403 || (answer.status === 200 && isReleaseAnswer(answer.body));
    if (isHeard) await this.#acknowledge(release);
    return isHeard;
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
    for (const given of store.given.values()) {
      const pulled = await database.collections.allotments.findOne(given.allotmentId).exec();
      if (isOutstanding(given, pulled === null ? null : pulled.toMutableJSON()))
        await this.send({ ...releaseOf(given), kept: [] });
    }
  }

  async #acknowledge({ allotmentId, epoch, released }: ReleaseBody): Promise<void> {
    const { sales, store } = this.#o;
    await sales.take(async () => {
      const given = store.given.get(allotmentId);
      const told = new Set(released);
      // It may have grown while the answer was on its way.
      const isAll = given?.epoch === epoch && given.seatIds.every((seatId) => told.has(seatId));
      if (given !== undefined && isAll && !given.acknowledged)
        await store.put({ ...given, acknowledged: true });
    });
  }

  /** Orders on the seats of the allotment's show; on any show, while the allotment itself is not here yet. */
  async #begun({ allotmentId }: Recall): Promise<ReadonlyMap<SeatId, BookingId>> {
    const { database, me } = this.#o;
    const { allotments, bookings } = database.collections;
    const known = await allotments.findOne(allotmentId).exec();
    const { deviceId } = me;
    const selector = known === null ? { deviceId } : { deviceId, showId: known.showId };
    const own = (await bookings.find({ selector }).exec()).map((document) => document.toMutableJSON());
    const showIds = new Set<ShowId>(own.map(({ showId }) => showId));
    return new Map([...showIds].flatMap((showId) => [...begunSeats(own, showId)]));
  }
}

const isReleaseAnswer = (body: unknown): boolean => ReleaseAnswer.safeParse(body).success;

const releaseOf = ({ allotmentId, epoch, seatIds }: GivenBack): Omit<ReleaseBody, 'kept'> => ({
  allotmentId,
  epoch,
  released: [...seatIds],
});
