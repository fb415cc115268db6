import { filter, firstValueFrom, Subject, take, timeout } from 'rxjs';
import { isSaidBefore } from '#shared/domain/booking/merge.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId } from '#shared/wire/scalars.ts';

const REMEMBERED_MAX = 500;

/** Bookings as the server has them, from push answers and pulls: how a command learns what became of its edit. */
export class Rulings {
  readonly #latest = new Map<BookingId, Booking>();
  readonly #heard$ = new Subject<Booking>();
  readonly #deviceId: DeviceId;

  constructor(deviceId: DeviceId) {
    this.#deviceId = deviceId;
  }

  /** After a restore the server's revisions begin lower again: what was heard before says nothing any more. */
  forget(): void {
    this.#latest.clear();
  }

  hear(state: Booking): void {
    if (this.isOlder(state)) return;
    this.#latest.delete(state.id);
    this.#latest.set(state.id, state);
    const oldest = this.#latest.keys().next();
    if (this.#latest.size > REMEMBERED_MAX && oldest.done !== true) this.#latest.delete(oldest.value);
    this.#heard$.next(state);
  }

  /** Whether the server has said more of this booking since: a page may be older than an answer that overtook it. */
  isOlder(state: Booking): boolean {
    const latest = this.#latest.get(state.id);
    return latest !== undefined && isSaidBefore(state, latest);
  }

  /** The booking once the server has ruled on edit `n` of this device or a later one; null after `timeoutMs`. */
  async ruling(id: BookingId, n: number, timeoutMs: number): Promise<Booking | null> {
    const judged = (state: Booking): boolean =>
      state.id === id && state.edit?.deviceId === this.#deviceId && state.edit.n >= n;
    const latest = this.#latest.get(id);
    if (latest !== undefined && judged(latest)) return latest;
    const heard$ = this.#heard$.pipe(filter(judged), take(1), timeout({ first: timeoutMs }));
    return firstValueFrom(heard$).catch(() => null);
  }
}
