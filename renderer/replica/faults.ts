import { BehaviorSubject } from 'rxjs';
import type { Fault } from './types.ts';

/** What keeps this replica from selling: one fault is shown at a time, the earliest that still stands. */
export class Faults {
  readonly fault$ = new BehaviorSubject<Fault | null>(null);
  readonly #standing = new Map<string, Fault>();

  raise(key: string, fault: Fault): void {
    if (!this.#standing.has(key)) this.#standing.set(key, fault);
    this.#publish();
  }

  clear(key: string): void {
    if (this.#standing.delete(key)) this.#publish();
  }

  #publish(): void {
    const first = this.#standing.values().next();
    this.fault$.next(first.done === true ? null : first.value);
  }
}
