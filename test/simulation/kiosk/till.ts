import { isOpenCard, steppedBack, withCardPayment, withDeclined } from '#renderer/commands/card-steps.ts';
import { broughtUp, withCaptured, withPaidRefund } from '#renderer/commands/settle.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import { broughtToSale, remade, saleOnPaper } from '#shared/domain/booking/remake.ts';
import { toConfirmed, toPaying } from '#shared/domain/booking/steps.ts';
import { PAYING_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import type { Assurance, Booking, Payment } from '#shared/wire/booking.ts';
import { type BookingId, instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { CINEMA } from '../../support/world.ts';
import { checkSoldSafely } from '../invariants/i01-one-owner.ts';
import { checkIsGranted } from '../invariants/i02-all-or-none.ts';
import type { Entry, Paper } from './journal.ts';
import type { Kiosk } from './kiosk.ts';
import { Terminal } from './terminal.ts';

type Tender = 'cash' | 'card';

const isCaptured = (booking: Booking | undefined, { id }: Payment): boolean =>
  booking?.payments.some((known) => known.id === id && known.status === 'success') ?? false;

/** Money at one kiosk: taken only on seats the server says are ours, on entrusted ones, or on a promise. */
export class Till {
  readonly #kiosk: Kiosk;
  readonly #terminal: Terminal;
  /** Orders whose money is between the hand and the disk, in this life of the page. */
  #taking = new Map<BookingId, number>();

  constructor(kiosk: Kiosk) {
    this.#kiosk = kiosk;
    this.#terminal = new Terminal(kiosk.world, kiosk.deviceId);
  }

  isTaking(id: BookingId): boolean {
    return this.#taking.get(id) === this.#kiosk.life || this.#kiosk.memory.waits.has(id);
  }

  /** Asks the server to stop the hold's clock, and takes the money when it says so or need not be asked. */
  pay(order: Booking, tender: Tender): void {
    const { memory, deviceId, world } = this.#kiosk;
    if (this.isTaking(order.id) || order.payments.some(isOpenCard) || capturedOf(order) > 0) return;
    const own = this.#kiosk.own(order.showId);
    const lost = order.seats.some(({ seatId }) => (own.begun.get(seatId) ?? order.id) !== order.id);
    if (lost) return;
    const seats = world.rules.withLeases(order.seats, world.rules.safeSeats(own, order.id));
    const asked = { ...toPaying(order, deviceId), seats };
    const decide = (ruled: Booking | null): void => {
      if (memory.waits.get(order.id) !== wait) return;
      memory.waits.delete(order.id);
      this.#decide(order.id, tender, ruled);
    };
    const wait = { n: asked.edit?.n ?? 0, decide };
    memory.waits.set(order.id, wait);
    this.#kiosk.write(asked);
    if (!memory.online) decide(null);
    else this.#kiosk.later(PAYING_ANSWER_MS_MAX, () => decide(null));
  }

  #decide(id: BookingId, tender: Tender, ruled: Booking | null): void {
    const { deviceId } = this.#kiosk;
    const current = this.#kiosk.replica.bookings.get(id);
    if (current === undefined) return;
    const sure = ruled === null ? this.#sureness(current) : 'arbitrated';
    const granted = ruled === null || (ruled.status === 'paying' && ruled.reason === undefined);
    if (granted && sure !== null) {
      this.#take(ruled ?? current, tender, sure);
      return;
    }
    const back = steppedBack(broughtUp(ruled, current, deviceId), deviceId);
    if (back !== current) this.#kiosk.write(back);
  }

  /** How sure a sale without the server's word would be; null: no money is taken. A promise is a counter's to give. */
  #sureness(order: Booking): Assurance | null {
    const { world, kind } = this.#kiosk;
    if (order.status !== 'paying') return null;
    const safe = world.rules.safeSeats(this.#kiosk.own(order.showId), order.id);
    const sure = world.rules.assuranceWithoutAnswer(order.seats, safe);
    return sure === 'leased' || (kind === 'counter' && world.chance.maybe(0.7)) ? sure : null;
  }

  #take(agreed: Booking, tender: Tender, assurance: Assurance): void {
    const { world, deviceId, replica } = this.#kiosk;
    const current = replica.bookings.get(agreed.id);
    const total = agreed.price?.total;
    if (total === undefined || current === undefined || capturedOf(current) >= total) return;
    const payment: Payment = {
      id: PaymentId.parse(`${agreed.id}.p${agreed.payments.length + 1}`),
      tender,
      amount: Money.parse(total),
      status: tender === 'cash' ? 'success' : 'pending',
      deviceId,
      at: instant(this.#kiosk.wallMs()),
    };
    if (assurance !== 'arbitrated') {
      const { id: bookingId, showId, seats } = agreed;
      const seatIds = seats.map(({ seatId }) => seatId);
      const sale = saleOnPaper(agreed);
      this.#note({ kind: 'paper', bookingId, showId, seatIds, assurance, sale });
    }
    if (world.telling)
      this.#kiosk.tell(
        `${tender === 'cash' ? 'takes' : 'asks a card for'} ${total} for ${agreed.id}, ${assurance}`,
      );
    if (assurance === 'arbitrated') checkIsGranted(this.#kiosk, agreed);
    this.#taking.set(agreed.id, this.#kiosk.life);
    if (tender === 'cash') this.#takeCash(agreed, payment, assurance);
    else this.#takeCard(agreed, payment, assurance);
  }

  #takeCash(agreed: Booking, payment: Payment, assurance: Assurance): void {
    const { world, deviceId } = this.#kiosk;
    const known = this.#kiosk.journal.some(
      (entry) => entry.kind === 'payment' && entry.payment.id === payment.id,
    );
    const entry: Entry = { kind: 'payment', bookingId: agreed.id, payment };
    if (world.rules.manners.journalsFirst && !known) this.#note(entry);
    if (!known) world.ledger.capture(payment, agreed.id, deviceId);
    this.#sold(agreed, assurance);
    this.#kiosk.later(
      world.chance.maybe(0.2) ? world.chance.int(400, 4_000) : world.chance.int(0, 300),
      () => {
        if (!world.rules.manners.journalsFirst) this.#note(entry);
        this.#finish(agreed, payment, assurance);
      },
    );
  }

  #takeCard(agreed: Booking, payment: Payment, assurance: Assurance): void {
    const { world, deviceId } = this.#kiosk;
    const now = broughtUp(agreed, this.#kiosk.replica.bookings.get(agreed.id) ?? agreed, deviceId);
    if (now.status !== 'paying') {
      this.#taking.delete(agreed.id);
      return;
    }
    this.#kiosk.write(withCardPayment(now, deviceId, payment));
    this.#note({ kind: 'payment', bookingId: agreed.id, payment });
    this.#kiosk.later(world.chance.int(300, 4_000), () => {
      const fate = this.#terminal.begin(payment, agreed.id);
      if (fate === 'success') this.#sold(agreed, assurance);
      this.#conclude(agreed, payment, assurance, fate);
    });
  }

  #conclude(
    agreed: Booking,
    payment: Payment,
    assurance: Assurance,
    fate: 'success' | 'failed' | null,
  ): void {
    const current = this.#kiosk.replica.bookings.get(agreed.id);
    const { deviceId } = this.#kiosk;
    const status = fate ?? 'unknown';
    if (this.#kiosk.world.telling) this.#kiosk.tell(`has the card payment ${payment.id}: ${status}`);
    this.#note({ kind: 'payment', bookingId: agreed.id, payment: { ...payment, status } });
    if (status === 'success') {
      this.#finish(agreed, { ...payment, status }, assurance);
      return;
    }
    this.#taking.delete(agreed.id);
    if (current === undefined) return;
    this.#kiosk.write(
      status === 'failed'
        ? withDeclined(current, deviceId, payment)
        : withCardPayment(current, deviceId, { ...payment, status }),
    );
  }

  /** One write makes sale, money and tickets. */
  #finish(agreed: Booking, payment: Payment, assurance: Assurance): void {
    const { replica, deviceId } = this.#kiosk;
    this.#taking.delete(agreed.id);
    const current = replica.bookings.get(agreed.id);
    if (current !== undefined)
      this.#kiosk.write(
        withCaptured(broughtUp(agreed, current, deviceId), deviceId, payment, assurance, agreed),
      );
  }

  #sold(agreed: Booking, assurance: Assurance): void {
    const { world, deviceId } = this.#kiosk;
    if (assurance !== 'leased') return;
    const seats = agreed.seats.map(({ seatId, lease }) => ({ seatId, lease }));
    const sale = { bookingId: agreed.id, deviceId, showId: agreed.showId, seats, ruled: false };
    world.ledger.leasedSales.set(agreed.id, sale);
    checkSoldSafely(world, sale);
  }

  #note(entry: Entry): void {
    this.#kiosk.journal.push(entry);
  }

  /** Asks the terminal about payments whose fate is not known. */
  settleCards(): void {
    for (const booking of [...this.#kiosk.replica.bookings.values()]) {
      if (this.isTaking(booking.id)) continue;
      for (const payment of booking.payments) {
        if (!isOpenCard(payment) || payment.deviceId !== this.#kiosk.deviceId) continue;
        const assurance = this.#paperOf(booking.id)?.assurance ?? booking.assurance;
        if (!this.#kiosk.world.rules.manners.asksTheTerminal) this.#terminal.begin(payment, booking.id);
        const fate = this.#terminal.ask(payment.id);
        if (fate === 'success') this.#sold(booking, assurance);
        this.#conclude(booking, payment, assurance, fate);
      }
    }
  }

  #paperOf(id: BookingId): Paper | undefined {
    return this.#kiosk.journal.findLast(
      (entry): entry is Paper => entry.kind === 'paper' && entry.bookingId === id,
    );
  }

  /** Money the journal knows of and the replica has lost is put back; what no replica has is told from the paper. */
  reconcile(): void {
    const { replica, deviceId, memory } = this.#kiosk;
    for (const entry of [...this.#kiosk.journal]) {
      if (entry.kind === 'paper') continue;
      const booking = replica.bookings.get(entry.bookingId);
      if (entry.kind === 'refund') {
        const paid = booking === undefined ? undefined : withPaidRefund(booking, deviceId, entry.refundId);
        if (paid !== undefined && paid !== booking) this.#kiosk.write(paid);
        continue;
      }
      const payment = this.#settled(entry.payment);
      if (payment === null) continue;
      const paper = this.#paperOf(entry.bookingId);
      const remake = paper === undefined ? null : remade(paper, { deviceId, cinemaId: CINEMA });
      const told =
        booking === undefined ? (memory.hasPulled ? remake : null) : broughtToSale(booking, paper, deviceId);
      if (told === null || isCaptured(booking, payment)) continue;
      const assurance = paper?.assurance ?? told.assurance;
      this.#kiosk.write(withCaptured(told, deviceId, payment, assurance, remake ?? told));
    }
  }

  #settled(payment: Payment): Payment | null {
    if (payment.status === 'success') return payment;
    return payment.tender === 'card' && this.#terminal.ask(payment.id) === 'success'
      ? { ...payment, status: 'success' }
      : null;
  }

  /** Orders whose money is all here but which are no sale yet, and refunds the server has granted to this till. */
  settle(): void {
    const { deviceId, world } = this.#kiosk;
    for (const booking of [...this.#kiosk.replica.bookings.values()]) {
      if (this.isTaking(booking.id)) continue;
      const total = booking.price?.total ?? Number.POSITIVE_INFINITY;
      const full =
        booking.deviceId === deviceId && booking.status === 'paying' && capturedOf(booking) >= total;
      if (full) this.#kiosk.write(toConfirmed(booking, deviceId, { payments: [] }));
      for (const { id, status, deviceId: payer, amount } of booking.refunds) {
        if (status !== 'granted' || payer !== deviceId) continue;
        const done = this.#kiosk.journal.some((entry) => entry.kind === 'refund' && entry.refundId === id);
        if (!done) {
          world.ledger.paidOut.set(id, { bookingId: booking.id, amount });
          this.#note({ kind: 'refund', bookingId: booking.id, refundId: id });
        }
        const now = this.#kiosk.replica.bookings.get(booking.id);
        if (now !== undefined) this.#kiosk.write(withPaidRefund(now, deviceId, id));
      }
    }
  }
}
