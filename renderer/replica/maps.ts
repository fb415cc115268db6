import { filter, from, map, merge, type Observable, of, Subject } from 'rxjs';
import type { Seatmap } from '#shared/wire/catalog.ts';

/**
 * The seat maps as the server said them last. They are the server's and can be asked for again at any time, so a page
 * reads them from here at once, and the disk follows in its own time. What is on disk is read once, to begin with.
 */
export class Maps {
  readonly #maps = new Map<string, Seatmap>();
  readonly #changed$ = new Subject<void>();
  readonly #stored: () => Promise<readonly Seatmap[]>;
  #loading: Promise<void> | null = null;
  #isLoaded = false;
  #round = 0;

  constructor(stored: () => Promise<readonly Seatmap[]>) {
    this.#stored = stored;
  }

  /** Takes maps as they came from the server. */
  hear(maps: readonly Seatmap[]): void {
    if (maps.length === 0) return;
    for (const one of maps) this.#maps.set(one.showId, one);
    this.#changed$.next();
  }

  /** What was heard is of a server that is no more. */
  forget(): void {
    this.#round += 1;
    this.#maps.clear();
    this.#changed$.next();
  }

  /** Null: nobody has touched the show's seats, or its map is not here. */
  async get(showId: string): Promise<Seatmap | null> {
    if (!this.#isLoaded) await this.#load();
    return this.#maps.get(showId) ?? null;
  }

  /** At once, and after every change: all maps there are. They may not be kept. */
  get all$(): Observable<ReadonlyMap<string, Seatmap>> {
    const begun$ = this.#isLoaded ? of(undefined) : from(this.#load());
    const changed$ = this.#changed$.pipe(filter(() => this.#isLoaded));
    return merge(begun$, changed$).pipe(map(() => this.#maps));
  }

  #load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<void> {
    const round = this.#round;
    const stored = await this.#stored();
    // What was heard meanwhile is newer.
    if (round === this.#round)
      for (const one of stored) if (!this.#maps.has(one.showId)) this.#maps.set(one.showId, one);
    this.#isLoaded = true;
  }
}
