import type {
  AllottedSeat,
  Case,
  OpenItem,
  OwnBooking,
  Pusher,
  SeatRow,
  Verdict,
} from '#shared/domain/booking/case.ts';
import { expireBooking, mayYield, yieldBooking } from '#shared/domain/booking/expire.ts';
import { judge } from '#shared/domain/booking/judge.ts';
import { parsePushed } from '#shared/domain/booking/parse.ts';
import { holdEndsAtMs } from '#shared/domain/booking/swap.ts';
import { invariant } from '#shared/domain/invariant.ts';
import type { Booking, PushedBooking } from '#shared/wire/booking.ts';
import type { SeatState } from '#shared/wire/catalog.ts';
import type { BookingId, PaymentId, SeatId } from '#shared/wire/scalars.ts';
import { facts, NOW_MS } from './world.ts';

/** The arbiter without a database: applies real verdicts to maps, and trips over any write that does not name the revision before. */
export class MiniServer {
  readonly bookings = new Map<BookingId, OwnBooking>();
  readonly seats = new Map<SeatId, SeatState>();
  readonly payments = new Map<PaymentId, BookingId>();
  readonly allotted = new Map<SeatId, AllottedSeat>();
  readonly openItems = new Map<string, OpenItem>();
  readonly notified: string[] = [];
  nowMs = NOW_MS;
  holdSeconds = 600;
  show: Case['facts'] = facts;
  private last: Case | null = null;

  /** Rules on one row and applies the verdict; answers with the authoritative booking, if there is one. */
  push(pusher: Pusher, raw: unknown): { answer: Booking | null; verdict: Verdict } {
    const parsed = parsePushed(raw);
    invariant(
      parsed.kind === 'ok',
      `the test pushed a malformed row: ${parsed.kind === 'malformed' ? parsed.message : ''}`,
    );
    this.last = this.caseOf(pusher, parsed.booking);
    const verdict = judge(this.last);
    for (const id of verdict.expire) this.expire(id);
    for (const id of verdict.yielded) this.expire(id, yieldBooking);
    this.apply(verdict);
    return { answer: this.bookings.get(parsed.booking.id)?.booking ?? null, verdict };
  }

  /** What the last ruling depended on. */
  lastCase(): Case {
    if (this.last === null) throw new Error('nothing was pushed');
    return this.last;
  }

  booking(id: string): Booking {
    for (const [key, own] of this.bookings) if (key === id) return own.booking;
    throw new Error(`no booking ${id}`);
  }

  /** What the sweeper does. */
  sweep(): void {
    for (const id of this.bookings.keys()) this.expire(id);
  }

  ownedBy(id: string): string[] {
    return [...this.seats]
      .filter(([, state]) => state.bookingId === id)
      .map(([seatId]) => String(seatId))
      .sort();
  }

  private rows(): Map<SeatId, SeatRow> {
    const rows = new Map<SeatId, SeatRow>();
    for (const [seatId, state] of this.seats) {
      const holder = state.bookingId === undefined ? undefined : this.bookings.get(state.bookingId)?.booking;
      rows.set(seatId, { ...state, holdEndsAtMs: holder === undefined ? null : holdEndsAtMs(holder) });
    }
    return rows;
  }

  private caseOf(pusher: Pusher, pushed: PushedBooking): Case {
    const elsewhere = (pushed.payments ?? []).filter(
      (p) => (this.payments.get(p.id) ?? pushed.id) !== pushed.id,
    );
    return {
      own: this.bookings.get(pushed.id) ?? null,
      pushed,
      pusher,
      facts: pushed.showId === this.show?.show.id ? this.show : null,
      seats: this.rows(),
      allotted: this.allotted,
      paymentsElsewhere: new Set(elsewhere.map((p) => p.id)),
      unpaidOrders: this.unpaidOrdersOf(pusher, pushed),
      nowMs: this.nowMs,
      holdSecondsDefault: this.holdSeconds,
    };
  }

  private unpaidOrdersOf(pusher: Pusher, pushed: PushedBooking): Set<BookingId> {
    const orders = new Set<BookingId>();
    for (const [seatId, { status, bookingId, deviceId }] of this.seats) {
      const holder = bookingId === undefined ? undefined : this.bookings.get(bookingId)?.booking;
      const own = status === 'held' && deviceId === pusher.id && bookingId !== pushed.id;
      if (own && holder !== undefined && this.allotted.has(seatId) && mayYield(holder)) orders.add(holder.id);
    }
    return orders;
  }

  private expire(id: BookingId, end = expireBooking): void {
    const own = this.bookings.get(id);
    if (own !== undefined) this.apply(end(own, this.rows(), this.nowMs));
  }

  private apply(verdict: Verdict): void {
    for (const change of verdict.seats) {
      const rev = this.seats.get(change.seatId)?.rev ?? 0;
      invariant(
        rev === change.revSeen,
        `seat ${change.seatId} is at ${rev}, the write names ${change.revSeen}`,
      );
      this.seats.set(change.seatId, {
        status: change.status,
        rev: rev + 1,
        ...(change.bookingId === null ? {} : { bookingId: change.bookingId }),
        ...(change.deviceId === null ? {} : { deviceId: change.deviceId }),
      });
    }
    if (verdict.settles && verdict.store !== null)
      this.openItems.delete(`conflicted-sale/${verdict.store.booking.id}/null`);
    for (const item of verdict.openItems)
      this.openItems.set(`${item.kind}/${item.bookingId}/${item.paymentId}`, item);
    for (const { seatIds } of verdict.spent) for (const seatId of seatIds) this.allotted.delete(seatId);
    if (verdict.store === null) return;
    const { booking } = verdict.store;
    for (const fact of verdict.money) {
      if (fact.kind !== 'payment') continue;
      invariant(
        (this.payments.get(fact.payment.id) ?? booking.id) === booking.id,
        'one payment id captures once',
      );
      this.payments.set(fact.payment.id, booking.id);
    }
    this.bookings.set(booking.id, verdict.store);
    for (const what of verdict.notify) this.notified.push(`${what} ${booking.id}`);
  }
}
