import type { Booking } from '#shared/wire/booking.ts';
import type { Show } from '#shared/wire/catalog.ts';
import type { DaySales } from '#shared/wire/reports.ts';
import type { ScreenId, ShowId } from '#shared/wire/scalars.ts';

/** Seats sold per show: confirmed, or validly kept by a disputed sale. */
export function soldSeatsOf(
  bookings: readonly Pick<Booking, 'showId' | 'status' | 'seats' | 'conflicts'>[],
): Map<ShowId, number> {
  const sold = new Map<ShowId, number>();
  for (const { showId, status, seats, conflicts } of bookings) {
    if (status !== 'confirmed' && status !== 'conflicted') continue;
    sold.set(showId, (sold.get(showId) ?? 0) + seats.length - (conflicts?.length ?? 0));
  }
  return sold;
}

/** Seats sold of seats there are; `shows` are those of the day. A cancelled show offers no seats. */
export function occupancyOf(
  shows: readonly Pick<Show, 'id' | 'screenId' | 'cancelled'>[],
  seatsIn: ReadonlyMap<ScreenId, number>,
  sold: ReadonlyMap<ShowId, number>,
): DaySales['occupancy'] {
  const perShow = shows
    .filter((show) => show.cancelled !== true)
    .map(({ id, screenId }) => ({
      showId: id,
      sold: sold.get(id) ?? 0,
      seats: seatsIn.get(screenId) ?? 0,
    }))
    .sort((a, b) => (a.showId < b.showId ? -1 : 1));
  return {
    sold: perShow.reduce((sum, show) => sum + show.sold, 0),
    seats: perShow.reduce((sum, show) => sum + show.seats, 0),
    shows: perShow,
  };
}
