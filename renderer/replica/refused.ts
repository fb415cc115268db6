import { BehaviorSubject } from 'rxjs';
import type { Booking } from '#shared/wire/booking.ts';
import { type OwnStore, REFUSALS_KEPT_MAX } from './database.ts';
import type { RefusedWrite } from './types.ts';

/** Writes the server did not take: kept until somebody has seen them, and known to the conflict resolution. */
export class Refused {
  readonly refusals$ = new BehaviorSubject<readonly RefusedWrite[]>([]);
  readonly #edits = new Map<string, number>();
  #save: (refusals: RefusedWrite[]) => Promise<void> = () => Promise.resolve();

  /** Continues the list of an opened database. */
  attach(store: OwnStore): void {
    this.refusals$.next(store.own.refusals);
    this.#save = (refusals) => store.patch({ refusals });
  }

  async report(write: RefusedWrite, edit: Booking['edit']): Promise<void> {
    if (edit !== undefined) {
      this.#edits.set(write.id, edit.n);
      const oldest = this.#edits.keys().next();
      if (this.#edits.size > REFUSALS_KEPT_MAX && oldest.done !== true) this.#edits.delete(oldest.value);
    }
    const others = this.refusals$.value.filter((other) => !same(other, write));
    await this.#publish([...others, write].slice(-REFUSALS_KEPT_MAX));
  }

  acknowledge(write: RefusedWrite): Promise<void> {
    return this.#publish(this.refusals$.value.filter((other) => !same(other, write)));
  }

  isRefused(local: Booking): boolean {
    return local.edit !== undefined && this.#edits.get(local.id) === local.edit.n;
  }

  async #publish(refusals: RefusedWrite[]): Promise<void> {
    this.refusals$.next(refusals);
    await this.#save(refusals);
  }
}

const same = (a: RefusedWrite, b: RefusedWrite): boolean =>
  a.collection === b.collection && a.id === b.id && a.refusal.code === b.refusal.code;
