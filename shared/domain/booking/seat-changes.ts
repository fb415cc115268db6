import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { SeatChange, SeatRow } from './case.ts';

type Holder = { readonly id: BookingId; readonly showId: ShowId; readonly deviceId: DeviceId };

/** Frees every seat the booking really has. */
export function releaseSeats(
  booking: Holder,
  rows: ReadonlyMap<SeatId, SeatRow>,
  keep?: ReadonlySet<SeatId>,
): SeatChange[] {
  const changes: SeatChange[] = [];
  for (const [seatId, row] of rows) {
    if (row.bookingId !== booking.id || keep?.has(seatId)) continue;
    changes.push({
      showId: booking.showId,
      seatId,
      revSeen: row.rev,
      status: 'available',
      bookingId: null,
      deviceId: null,
      reason: null,
    });
  }
  return changes;
}

/**
 * Gives the booking the wanted seats and frees those it had beyond them. `ended` names bookings that expire in the
 * same transaction: their seats' revisions have grown by one before these changes are written.
 */
export function takeSeats(
  booking: Holder,
  rows: ReadonlyMap<SeatId, SeatRow>,
  wanted: readonly SeatId[],
  status: 'held' | 'booked',
  ended: readonly BookingId[],
): SeatChange[] {
  const changes = releaseSeats(booking, rows, new Set(wanted));
  for (const seatId of wanted) {
    const row = rows.get(seatId);
    if (row?.bookingId === booking.id && row.status === status) continue;
    const freedJustNow = row?.bookingId !== undefined && ended.includes(row.bookingId);
    changes.push({
      showId: booking.showId,
      seatId,
      revSeen: (row?.rev ?? 0) + (freedJustNow ? 1 : 0),
      status,
      bookingId: booking.id,
      deviceId: booking.deviceId,
      reason: null,
    });
  }
  return changes;
}

/** The seats of `booking` the table says are its own. */
export function ownedSeats(booking: Pick<Booking, 'id'>, rows: ReadonlyMap<SeatId, SeatRow>): Set<SeatId> {
  return new Set([...rows].filter(([, row]) => row.bookingId === booking.id).map(([seatId]) => seatId));
}
