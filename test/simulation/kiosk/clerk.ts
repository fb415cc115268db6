import { steppedBack } from '#renderer/commands/card-steps.ts';
import { capturedOf, hasOpenPayment } from '#shared/domain/booking/facts.ts';
import {
  newBooking,
  toCancelled,
  toReseated,
  withHoldSeconds,
  withoutSwap,
  withSeats,
  withSwap,
} from '#shared/domain/booking/steps.ts';
import type { Booking, BookingSeat, Refund } from '#shared/wire/booking.ts';
import { BookingId, instant, RefundId, type SeatId, type ShowId } from '#shared/wire/scalars.ts';
import { CINEMA } from '../../support/world.ts';
import { priceAtTill, SEATS, SHOWS } from '../world/house.ts';
import type { Kiosk } from './kiosk.ts';
import { Till } from './till.ts';

const ORDERS_MAX = 3;
const COUNTDOWN_MS = 30_000;
const OPEN: ReadonlySet<Booking['status']> = new Set(['requested', 'pending', 'paying']);
const PAYABLE: ReadonlySet<Booking['status']> = new Set(['requested', 'pending', 'paying', 'expired']);
const CHANGEABLE: ReadonlySet<Booking['status']> = new Set(['requested', 'pending', 'rejected', 'expired']);

/** Whoever stands at a kiosk, clerk or visitor: begins orders, changes, pays, gives up, takes back. */
export class Clerk {
  readonly kiosk: Kiosk;
  readonly till: Till;
  #orders = 0;
  #refunds = 0;
  #reportedOld = false;

  constructor(kiosk: Kiosk) {
    this.kiosk = kiosk;
    this.till = new Till(kiosk);
    kiosk.started = () => this.#started();
    kiosk.pulled = () => this.till.reconcile();
  }

  #started(): void {
    this.#reportedOld = false;
    if (this.kiosk.world.telling) this.kiosk.tell(`starts as ${this.kiosk.replica.id}`);
    this.till.reconcile();
    this.till.settleCards();
    this.kiosk.sync();
  }

  #mine(which: ReadonlySet<Booking['status']>): Booking[] {
    return [...this.kiosk.replica.bookings.values()].filter(
      (booking) =>
        booking.deviceId === this.kiosk.deviceId &&
        which.has(booking.status) &&
        !this.till.isTaking(booking.id),
    );
  }

  act(): void {
    if (!this.kiosk.isUp) return;
    this.#countDown();
    this.#reportOldReplica();
    const { world } = this.kiosk;
    if (world.ending) this.#finish();
    else this.#doSomething();
  }

  #doSomething(): void {
    const { world } = this.kiosk;
    const dice = world.chance.int(0, 99);
    if (dice < 34) this.#begin();
    else if (dice < 68) this.#pay();
    else if (dice < 76) this.#change();
    else if (dice < 79) this.#extend();
    else if (dice < 86) this.#giveUp(world.pick(this.#mine(CHANGEABLE)));
    else if (dice < 90) this.#takeBack();
    else if (dice < 93) this.#reseat();
    else if (dice < 97) this.till.settleCards();
    else this.till.settle();
  }

  /** Nothing is open here any more, as far as this kiosk can know. */
  get isDone(): boolean {
    // Money in somebody's hand counts, and a card nobody knows of yet: neither is in its booking.
    const open = [...this.kiosk.replica.bookings.values()].some(
      (booking) =>
        booking.deviceId === this.kiosk.deviceId && (OPEN.has(booking.status) || hasOpenPayment(booking)),
    );
    return !open && this.kiosk.memory.waits.size === 0;
  }

  /** The show is over for this till: every payment is settled, every order sold or given up. */
  #finish(): void {
    this.till.settleCards();
    this.till.settle();
    for (const order of this.#mine(OPEN)) {
      // Part-paid, because a restore brought other seats back: a person gives the money back.
      if (capturedOf(order) > 0 && !hasOpenPayment(order))
        this.kiosk.write(toCancelled(order, this.kiosk.deviceId));
      else this.#giveUp(order);
    }
  }

  #countDown(): void {
    const { memory } = this.kiosk;
    const nowMs = this.kiosk.monotonicMs();
    for (const order of this.#mine(OPEN)) {
      if (order.status === 'paying') continue;
      const endsMs = memory.countdowns.get(order.id) ?? nowMs + COUNTDOWN_MS;
      memory.countdowns.set(order.id, endsMs);
      if (endsMs < nowMs) this.#giveUp(order);
    }
  }

  #giveUp(order: Booking | undefined): void {
    if (order === undefined || capturedOf(order) > 0 || hasOpenPayment(order)) return;
    this.kiosk.write(toCancelled(steppedBack(order, this.kiosk.deviceId), this.kiosk.deviceId));
  }

  /** What a lost replica was entrusted with goes back once everything its journal knows is told. */
  #reportOldReplica(): void {
    const { replica, memory, deviceId } = this.kiosk;
    if (this.#reportedOld || !memory.hasPulled || memory.pushing.size > 0 || replica.dirty().length > 0)
      return;
    this.#reportedOld = true;
    for (const { id, epoch, seatIds, status, ...old } of replica.allotments.values())
      if (status === 'active' && old.deviceId === deviceId && old.replicaId !== replica.id)
        this.kiosk.giveBack({ allotmentId: id, epoch, seatIds });
  }

  /** Seats for an order: mostly free ones by the map, safe ones when the line is down, sometimes anybody's. */
  #seatsFor(showId: ShowId, order: Booking | null): BookingSeat[] {
    const { world, replica, memory } = this.kiosk;
    const own = this.kiosk.own(showId);
    const safe = world.rules.safeSeats(own, order?.id ?? null);
    const map = replica.seatmaps.get(showId);
    const open = SEATS.filter((seatId) => (own.begun.get(seatId) ?? order?.id) === order?.id);
    const free = open.filter((seatId) => (map?.get(seatId)?.status ?? 'available') === 'available');
    const careful = world.chance.int(0, 99) >= world.weather.rivalryPercent;
    const wantsSafe = safe.size > 0 && world.chance.maybe(memory.online ? 0.4 : 0.8);
    const from = [...(careful ? (wantsSafe ? open.filter((seatId) => safe.has(seatId)) : free) : open)];
    const chosen: SeatId[] = [];
    for (let left = world.chance.int(1, 3); left > 0 && from.length > 0; left -= 1) {
      const [seatId] = from.splice(world.chance.int(0, from.length - 1), 1);
      if (seatId !== undefined) chosen.push(seatId);
    }
    const seats = chosen.map(
      (seatId): BookingSeat => ({ seatId, rev: map?.get(seatId)?.rev ?? 0, ticketType: 'adult' }),
    );
    return world.rules.withLeases(seats, safe);
  }

  #begin(): void {
    const { world, name, kind, deviceId, prefix } = this.kiosk;
    // Before its first pull a kiosk has no programme to sell from.
    if (this.kiosk.replica.epoch === '' || this.#mine(OPEN).length >= ORDERS_MAX) return;
    const showId = world.pick(SHOWS.slice(0, world.weather.shows))?.show.id;
    if (showId === undefined) return;
    const seats = this.#seatsFor(showId, null);
    if (seats.length === 0) return;
    this.#orders += 1;
    const id = BookingId.parse(`${name}-${this.#orders}`);
    const channel = kind === 'lobby' ? 'lobby' : 'counter';
    const priced = priceAtTill(showId, channel, seats);
    const nowMs = this.kiosk.wallMs();
    this.kiosk.write(
      newBooking({ id, showId, cinemaId: CINEMA, deviceId, prefix, channel, seats, priced, nowMs }),
    );
  }

  #pay(): void {
    const order = this.kiosk.world.pick(this.#mine(PAYABLE));
    if (order !== undefined) this.till.pay(order, this.kiosk.world.chance.maybe(0.6) ? 'cash' : 'card');
  }

  #change(): void {
    const order = this.kiosk.world.pick(this.#mine(CHANGEABLE));
    if (order === undefined || capturedOf(order) > 0 || hasOpenPayment(order)) return;
    const seats = this.#seatsFor(order.showId, order);
    if (seats.length === 0) return;
    const priced = priceAtTill(order.showId, order.channel, seats);
    this.kiosk.write(withSeats(order, this.kiosk.deviceId, seats, priced));
  }

  #extend(): void {
    const order = this.kiosk.world.pick(this.#mine(new Set(['pending'])));
    if (order !== undefined) this.kiosk.write(withHoldSeconds(order, this.kiosk.deviceId, 90));
  }

  /** Takes a sale back, also another till's; only with the line up, for the server says what comes back. */
  #takeBack(): void {
    const { world, kind, deviceId, memory, replica } = this.kiosk;
    if (!memory.online || kind !== 'counter') return;
    const sale = world.pick(
      [...replica.bookings.values()].filter(
        ({ id, status }) => (status === 'confirmed' || status === 'conflicted') && !this.till.isTaking(id),
      ),
    );
    if (sale === undefined || (sale.deviceId !== deviceId && sale.rev === 0)) return;
    // Whoever undoes a sale no server has heard of gives its seats up with it.
    world.ledger.undo(sale.id);
    this.kiosk.write(toCancelled(sale, deviceId, world.chance.maybe(0.7) ? this.#wishes(sale) : []));
  }

  /** The conflict desk: other seats for the whole party are asked for, then taken or let go. */
  #reseat(): void {
    const { world, kind, deviceId, memory, replica } = this.kiosk;
    if (!memory.online || kind !== 'counter') return;
    const sale = world.pick(
      [...replica.bookings.values()].filter(
        ({ id, status, rev }) => status === 'conflicted' && rev > 0 && !this.till.isTaking(id),
      ),
    );
    if (sale === undefined) return;
    if (sale.swap?.status === 'held') {
      const accepts = world.chance.maybe(0.7);
      this.kiosk.write(accepts ? toReseated(sale, deviceId) : withoutSwap(sale, deviceId));
      return;
    }
    const map = replica.seatmaps.get(sale.showId);
    const { begun } = this.kiosk.own(sale.showId);
    const isFree = (seatId: SeatId): boolean => (map?.get(seatId)?.status ?? 'available') === 'available';
    const from = SEATS.filter(
      (seatId) => (isFree(seatId) || world.chance.maybe(0.1)) && (begun.get(seatId) ?? sale.id) === sale.id,
    );
    const offset = world.chance.int(0, Math.max(0, from.length - sale.seats.length));
    const chosen = from.slice(offset, offset + sale.seats.length);
    if (chosen.length < sale.seats.length) return;
    const seats = chosen.map(
      (seatId): BookingSeat => ({ seatId, rev: map?.get(seatId)?.rev ?? 0, ticketType: 'adult' }),
    );
    this.kiosk.write(withSwap(sale, deviceId, seats));
  }

  #wishes(sale: Booking): Refund[] {
    return sale.payments
      .filter(({ status }) => status === 'success')
      .map(({ id: paymentId, amount }): Refund => {
        this.#refunds += 1;
        return {
          id: RefundId.parse(`${this.kiosk.name}.r${this.#refunds}`),
          paymentId,
          lines: [],
          amount,
          status: 'requested',
          reason: 'taken back',
          deviceId: this.kiosk.deviceId,
          at: instant(this.kiosk.wallMs()),
        };
      });
  }
}
