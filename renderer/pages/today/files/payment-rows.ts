import type { Booking, Payment } from '#shared/wire/booking.ts';
import type { ReportShow } from '#shared/wire/reports.ts';
import type { ShiftId } from '#shared/wire/scalars.ts';

/** One payment or paid refund as a line of a file. */
export type PaymentRow = {
  readonly booking: Booking;
  readonly show: ReportShow | undefined;
  readonly kind: 'payment' | 'refund';
  readonly id: string;
  readonly at: string;
  /** Minor units; a refund is negative. */
  readonly minor: number;
  readonly tender: Payment['tender'];
  readonly deviceId: string;
  readonly staffId: string | undefined;
  readonly shiftId: ShiftId | undefined;
};

/** The money of a booking: captured payments, and refunds that were paid. */
export function paymentRows(booking: Booking, shows: ReadonlyMap<string, ReportShow>): PaymentRow[] {
  const show = shows.get(booking.showId);
  const paid = booking.payments.filter((payment) => payment.status === 'success');
  return [
    ...paid.map(({ id, at, amount, tender, deviceId, staffId, shiftId }) => ({
      ...{ booking, show, kind: 'payment' as const, id, at, minor: amount, tender, staffId, shiftId },
      deviceId: deviceId ?? booking.deviceId,
    })),
    ...booking.refunds
      .filter((refund) => refund.status === 'paid')
      .map(({ id, at, amount, paymentId, deviceId, by, shiftId }) => ({
        ...{ booking, show, kind: 'refund' as const, id, at, minor: -amount, staffId: by, shiftId },
        tender: paid.find((payment) => payment.id === paymentId)?.tender ?? 'cash',
        deviceId: deviceId ?? booking.deviceId,
      })),
  ];
}
