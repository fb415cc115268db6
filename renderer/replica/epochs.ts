import type { Booking } from '#shared/wire/booking.ts';
import type { CollectionName } from '#shared/wire/collections.ts';
import type { Ask } from './ask.ts';
import type { Database, OwnStore } from './database.ts';
import type { Faults } from './faults.ts';
import { dropPulled, type Generation, startGeneration, type Watcher } from './generation.ts';
import type { Maps } from './maps.ts';
import type { Running } from './replicate.ts';

type Options = {
  readonly database: Database;
  readonly maps: Maps;
  readonly store: OwnStore;
  readonly ask: Ask;
  readonly faults: Faults;
  readonly watcher: Watcher;
  /** Told when the server's epoch has changed, before anything of the new one is heard. */
  readonly renewed: () => void;
  /** Told of every document that the server has not answered yet. */
  readonly unsent: (collection: CollectionName, id: string) => void;
};

const NEVER = new Promise<never>(() => {});

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * The replications of the server's present epoch. When the server turns out to speak of another one (it was restored),
 * what only it writes is dropped and everything starts again under new names, so that bookings, shifts, journal and
 * admissions are pushed once more: RxDB believes that what it once pushed is there.
 */
export class Epochs {
  #running: readonly Running[] = [];
  #ahead: Generation['ahead'] | null = null;
  #ended = new AbortController();
  #changing: Promise<void> | null = null;
  #closed = false;
  readonly #o: Options;

  constructor(options: Options) {
    this.#o = options;
  }

  start(): void {
    const { database, maps, store, ask, faults, watcher } = this.#o;
    const { epoch, generation } = store.own;
    const ended = new AbortController();
    this.#ended = ended;
    const { running, ahead } = startGeneration(
      database,
      maps,
      {
        identifier: `foyer-${generation}-${epoch}`,
        ask,
        faults,
        signal: ended.signal,
        foreignEpoch: (foreign) => this.#change(foreign),
      },
      watcher,
    );
    this.#running = running;
    this.#ahead = ahead;
    void this.#mend(running);
  }

  /** Sends a booking ahead of its replication; while replications are being renewed it waits for its own. */
  sendAhead(booking: Booking, stored: Promise<unknown>): void {
    this.#ahead?.(booking, stored);
  }

  resync(name?: CollectionName, lwt?: number): void {
    for (const running of this.#running) if (name === undefined || running.name === name) running.resync(lwt);
  }

  /** Ids of the collection's documents that the server has not answered; null while replications are being renewed. */
  async unsent(name: CollectionName): Promise<readonly string[] | null> {
    return (await this.#running.find((running) => running.name === name)?.unsent()) ?? null;
  }

  /** Resolves when the collection has been pulled once, under whichever epoch; never, when this is closed before. */
  async filled(name: CollectionName): Promise<void> {
    while (!this.#closed) {
      const { signal } = this.#ended;
      const running = this.#running.find((one) => one.name === name);
      const filled = running?.filled().then(() => 'filled' as const) ?? NEVER;
      if ((await Promise.race([filled, ended(signal)])) === 'filled') return;
      await this.#changing;
    }
    await NEVER;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#ended.abort(new Error('the replica is closed'));
    await this.#changing;
    await Promise.all(this.#running.map((running) => running.stop()));
  }

  #change(epoch: string): void {
    if (this.#changing !== null || this.#closed) return;
    this.#changing = this.#restart(epoch).finally(() => {
      this.#changing = null;
    });
  }

  async #restart(epoch: string): Promise<void> {
    const { database, maps, store } = this.#o;
    this.#ended.abort(new Error('the server has another epoch'));
    await Promise.all(this.#running.map((running) => running.forget()));
    this.#running = [];
    this.#ahead = null;
    await dropPulled(database);
    maps.forget();
    // Last, so that a crash before it finds the old epoch refused once more and does all of this again.
    await store.patch({ epoch, generation: store.own.generation + 1 });
    this.#o.renewed();
    if (!this.#closed) this.start();
  }

  async #mend(running: readonly Running[]): Promise<void> {
    for (const one of running)
      await one
        .mend((id) => this.#o.unsent(one.name, id))
        // A replication that ended meanwhile has nothing left to mend; the next one looks again.
        .catch(() => {});
  }
}
