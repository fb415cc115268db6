import type { Lease } from '#shared/domain/allotment/kiosk.ts';
import type { Payment } from '#shared/wire/booking.ts';
import type {
  AllotmentId,
  BookingId,
  DeviceId,
  PaymentId,
  RefundId,
  SeatId,
  ShowId,
} from '#shared/wire/scalars.ts';

/** Money that really changed hands. */
export type Captured = {
  readonly payment: Payment;
  readonly bookingId: BookingId;
  readonly deviceId: DeviceId;
  times: number;
};

/** A sale made without the server's word on seats the kiosk was entrusted with; it cannot lose them. */
export type LeasedSale = {
  readonly bookingId: BookingId;
  readonly deviceId: DeviceId;
  readonly showId: ShowId;
  readonly seats: readonly { readonly seatId: SeatId; readonly lease: Lease | undefined }[];
  /** An open server has ruled on it. */
  ruled: boolean;
};

/**
 * What happened in the world, whoever knows of it: money in drawers and on terminals, sales on paper, allotments that
 * were taken back. Nobody in the simulation reads it but the invariants.
 */
export class Ledger {
  readonly captured = new Map<PaymentId, Captured>();
  readonly paidOut = new Map<RefundId, { readonly bookingId: BookingId; readonly amount: number }>();
  readonly leasedSales = new Map<BookingId, LeasedSale>();
  /** Revoked, or forgotten by a restored server: what was sold of them may be conflicted. */
  readonly lostAllotments = new Set<AllotmentId>();
  /** Devices that lost a replica once: of their money only the journal may be left. */
  readonly cleared = new Set<DeviceId>();
  /** The highest revision of each booking that has left the server since its last restore. */
  readonly acknowledged = new Map<BookingId, number>();
  restores = 0;

  capture(payment: Payment, bookingId: BookingId, deviceId: DeviceId): void {
    const known = this.captured.get(payment.id);
    if (known === undefined) this.captured.set(payment.id, { payment, bookingId, deviceId, times: 1 });
    else known.times += 1;
  }

  /** A sale made under an allotment was taken back. */
  undo(bookingId: BookingId): void {
    this.leasedSales.delete(bookingId);
  }

  acknowledge(bookingId: BookingId, rev: number): void {
    if (rev > (this.acknowledged.get(bookingId) ?? 0)) this.acknowledged.set(bookingId, rev);
  }

  /** Whether every seat of the sale is still safe: none of its allotments was taken back. */
  isSafe({ seats }: LeasedSale): boolean {
    return seats.every(({ lease }) => lease !== undefined && !this.lostAllotments.has(lease.allotmentId));
  }
}
