import { type CounterState, counter, forgetOrder } from '#renderer/stores/counter.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Day, ShowId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import type { CounterView } from '../desk/view.ts';

const AFRESH = {
  panel: { kind: 'order' },
  notice: null,
  chosen: null,
  elsewhere: null,
} as const satisfies Partial<CounterState>;

/**
 * Chooses a show. While seats are held for another one it is asked what should become of them, once; `line` is the
 * party that was ordered together with the show, and is carried out with the answer.
 */
export function chooseShow(desk: Desk, showId: ShowId, line = ''): void {
  const now = counter.get();
  if (now.showId === showId) {
    counter.set({ question: null, elsewhere: null });
    return;
  }
  if (hasOrder(desk)) {
    counter.set({ question: { kind: 'other-show', showId, line } });
    return;
  }
  forgetOrder();
  counter.set({ ...AFRESH, showId });
}

/** Whether seats are held, asked for or being looked for. */
export function hasOrder(desk: Desk): boolean {
  const { asked, isFinding } = counter.get();
  return isFinding || (asked ?? desk.view().seats).length > 0;
}

/** Puts the order aside; its hold goes on, and it stands among the parked ones. */
export function parkOrder(desk: Desk): void {
  if (!hasOrder(desk)) return;
  forgetOrder();
  counter.set(AFRESH);
  desk.words.parked();
}

/** Takes a parked order up again; the one on the right is parked in its place. */
export function takeUp(view: CounterView, booking: Booking): void {
  forgetOrder();
  counter.set({ ...AFRESH, side: 'order', openSale: null, line: '' });
  counter.set({ orderId: booking.id, showId: booking.showId, granted: grantedIn(booking) });
  counter.set({ day: dayOf(view, booking.showId) });
}

/** The day to show on the left for a show; null: today. */
function dayOf(view: CounterView, showId: ShowId): Day | null {
  const listing = view.allListings.find((one) => one.show.id === showId);
  if (listing === undefined) return null;
  const day = businessDayOf(listing.startsAtMs, view.cinema.zone, view.cinema.businessDayEndsAt);
  return day === view.today ? null : day;
}

function grantedIn(booking: Booking) {
  return booking.status === 'requested' ? [] : booking.seats.map((seat) => seat.seatId);
}

/** After a reload the newest open order stands on the right again, as if nothing had happened. */
export function resume(view: CounterView): void {
  const newest = [...view.open].sort((one, other) => other.requestedAt.localeCompare(one.requestedAt))[0];
  if (newest !== undefined) takeUp(view, newest);
}
