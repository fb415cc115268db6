import { mergeFromServer } from '#shared/domain/booking/merge.ts';
import { isOnlyStale, retryStale } from '#shared/domain/booking/steps.ts';
import { STALE_RETRIES_MAX } from '#shared/domain/limits.ts';
import { pick } from '#shared/domain/pick.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId } from '#shared/wire/scalars.ts';

const REMEMBERED_MAX = 500;

/**
 * Asks again for seats that were refused only because the kiosk had seen them at an older revision: nobody has them,
 * so no person need hear of it. At most `STALE_RETRIES_MAX` times in a row for one booking.
 */
export class StaleRetries {
  readonly #tries = new Map<BookingId, number>();
  readonly #deviceId: DeviceId;

  constructor(deviceId: DeviceId) {
    this.#deviceId = deviceId;
  }

  /** The rewrite that asks again, or null when there is nothing to ask. `sent` is what was pushed, `state` the ruling on it. */
  after(sent: Booking, state: Booking): ((current: Booking) => Booking) | null {
    if (!this.#isRefusal(sent, state)) {
      if (state.edit?.n === sent.edit?.n) this.#tries.delete(sent.id);
      return null;
    }
    const tries = (this.#tries.get(sent.id) ?? 0) + 1;
    this.#tries.set(sent.id, tries);
    const oldest = this.#tries.keys().next();
    if (this.#tries.size > REMEMBERED_MAX && oldest.done !== true) this.#tries.delete(oldest.value);
    if (tries > STALE_RETRIES_MAX) return null;
    return (current) => {
      // Somebody has written since: that edit is judged by itself.
      if (current.edit?.n !== sent.edit?.n) return current;
      const { price, tariffVersion } = sent;
      const priced =
        price === undefined || tariffVersion === undefined ? undefined : { price, tariffVersion };
      const me = this.#deviceId;
      const asked = retryStale(mergeFromServer(state, current, me), me, sent.seats, priced);
      return { ...asked, ...pick(sent, ['holdSeconds']) };
    };
  }

  /** Whether the state is a refusal that is being, or is about to be, asked again: nobody need hear of it. */
  isPassing(state: Booking): boolean {
    return (
      state.deviceId === this.#deviceId &&
      state.edit?.deviceId === this.#deviceId &&
      (state.status === 'rejected' || state.status === 'pending') &&
      isOnlyStale(state) &&
      (this.#tries.get(state.id) ?? 0) <= STALE_RETRIES_MAX
    );
  }

  #isRefusal(sent: Booking, state: Booking): boolean {
    return (
      sent.deviceId === this.#deviceId &&
      (sent.status === 'requested' || sent.status === 'pending') &&
      (state.status === 'rejected' || state.status === 'pending') &&
      state.edit?.deviceId === this.#deviceId &&
      state.edit.n === sent.edit?.n &&
      isOnlyStale(state)
    );
  }
}
