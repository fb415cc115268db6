import type { Payment } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId, PaymentId } from '#shared/wire/scalars.ts';
import type { World } from '../world/world.ts';

export type Fate = 'success' | 'failed';

/** A card terminal at a till's host: it knows what became of every payment, whatever it manages to say. */
export class Terminal {
  readonly #fates = new Map<PaymentId, Fate>();
  readonly #world: World;
  readonly #deviceId: DeviceId;

  constructor(world: World, deviceId: DeviceId) {
    this.#world = world;
    this.#deviceId = deviceId;
  }

  /** Charges the card. What is said of it comes later, or not at all: null. */
  begin(payment: Payment, bookingId: BookingId): Fate | null {
    const { chance, ledger } = this.#world;
    const fate: Fate = chance.maybe(0.75) ? 'success' : 'failed';
    if (this.#fates.get(payment.id) !== 'success') this.#fates.set(payment.id, fate);
    if (fate === 'success') ledger.capture({ ...payment, status: 'success' }, bookingId, this.#deviceId);
    return this.#world.has('slow-terminals') && chance.maybe(0.4) ? null : fate;
  }

  /** What became of a payment; one it has never heard of took nothing. */
  ask(id: PaymentId): Fate {
    return this.#fates.get(id) ?? 'failed';
  }
}
