import { useEffect, useRef } from 'react';
import { counter, forgetOrder, useCounter } from '#renderer/stores/counter.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { applyRuling } from '../order/ask.ts';
import { resume } from '../order/shows.ts';
import { showToOpen } from '../shows/programme.ts';
import type { Desk } from './desk.ts';
import { useDesk } from './desk-provider.tsx';
import { NO_BOOKINGS } from './use-view.ts';
import type { CounterView } from './view.ts';

/** Keeps the page in step with what happens by itself: a reload, a day that begins, holds that end. */
export function useFollow(): void {
  const { desk, view } = useDesk();
  useResume(view);
  useFirstShow(desk, view);
  useOrderEnd(desk, view.booking);
  useParkedEnd(desk, view);
}

/** Once after the page has loaded: the order that was at hand stands on the right again. */
function useResume({ open }: CounterView): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || open === NO_BOOKINGS) return;
    isDone.current = true;
    if (counter.get().orderId === null) resume(open);
  }, [open]);
}

/** A till always has a show open, if there is one that can be sold. */
function useFirstShow(desk: Desk, { listings, allListings }: CounterView): void {
  const showId = useCounter((state) => state.showId);
  const isKnown = allListings.some((one) => one.show.id === showId);
  useEffect(() => {
    if (isKnown) return;
    const first = showToOpen(listings, desk.replica.nowMs());
    if (first !== null) counter.set({ showId: first });
  }, [desk, listings, isKnown]);
}

/** The order at hand came to an end without the clerk: its hold ran out, or a late answer refused it. */
function useOrderEnd(desk: Desk, booking: Booking | null): void {
  useEffect(() => {
    const now = counter.get();
    if (booking === null || booking.id !== now.orderId || now.panel.kind === 'paying') return;
    switch (booking.status) {
      case 'expired':
        forgetOrder();
        counter.set({ notice: expiredNotice(booking), panel: { kind: 'order' } });
        return;
      case 'rejected':
        // A ruling that this page waits for is dealt with there, with all that was wished.
        if (now.asked === null) applyRuling(desk, booking, booking.seats);
        return;
      case 'confirmed':
      case 'cancelled':
      case 'conflicted':
        forgetOrder();
        return;
      default:
        return;
    }
  }, [desk, booking]);
}

const expiredNotice = (booking: Booking) => ({
  kind: 'expired' as const,
  showId: booking.showId,
  seats: booking.seats.map(({ seatId, ticketType }) => ({ seatId, ticketType })),
});

/** A parked order whose hold ran out is said too, unless something else is being said. */
function useParkedEnd(desk: Desk, { open }: CounterView): void {
  const before = useRef<readonly BookingId[]>([]);
  useEffect(() => {
    const now = open.map((booking) => booking.id);
    const gone = before.current.filter((id) => !now.includes(id) && id !== counter.get().orderId);
    before.current = now;
    for (const id of gone) {
      void desk.replica.get('bookings', id).then((booking) => {
        if (booking?.status === 'expired' && counter.get().notice === null) {
          counter.set({ notice: expiredNotice(booking) });
        }
      });
    }
  }, [desk, open]);
}
