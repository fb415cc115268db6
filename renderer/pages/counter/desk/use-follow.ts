import { useEffect, useRef } from 'react';
import { counter, forgetOrder, useCounter } from '#renderer/stores/counter.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { applyRuling } from '../order/ask.ts';
import { resume } from '../order/shows.ts';
import { showToOpen } from '../shows/programme.ts';
import type { Desk } from './desk.ts';
import { useDesk, useView } from './desk-provider.tsx';
import { NO_BOOKINGS } from './use-view.ts';
import type { CounterView } from './view.ts';

/** Keeps the page in step with what happens by itself: a reload, a day that begins, holds that end. */
export function useFollow(): void {
  const { desk } = useDesk();
  const view = useView((whole) => whole);
  useResume(view);
  useFirstShow(desk, view);
  useOrderEnd(desk, view.booking);
  useParkedEnd(desk, view);
}

/** Once after the page has loaded: the order that was at hand stands on the right again. */
function useResume(view: CounterView): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || view.open === NO_BOOKINGS || view.allListings.length === 0) return;
    isDone.current = true;
    if (counter.get().orderId === null) resume(view);
  }, [view]);
}

/** A till always has a show open: today's, or the first that can be sold on a later day. */
function useFirstShow(desk: Desk, { cinema, listings, allListings }: CounterView): void {
  const showId = useCounter((state) => state.showId);
  const isKnown = allListings.some((one) => one.show.id === showId);
  useEffect(() => {
    if (isKnown || counter.get().day !== null) return;
    const first = showToOpen(listings, desk.replica.nowMs());
    const later = first ?? allListings.find((one) => one.sale === 'open')?.show.id;
    const opened = allListings.find((one) => one.show.id === later);
    if (opened === undefined) return;
    const day = businessDayOf(opened.startsAtMs, cinema.zone, cinema.businessDayEndsAt);
    counter.set({ showId: opened.show.id, day: first === null ? day : null });
  }, [desk, cinema, listings, allListings, isKnown]);
}

/** The order at hand came to an end without the clerk: its hold ran out, or a late answer refused it. */
function useOrderEnd(desk: Desk, booking: Booking | null): void {
  useEffect(() => {
    const now = counter.get();
    if (booking === null || booking.id !== now.orderId) return;
    if (now.panel.kind === 'paying' || now.panel.kind === 'card') return;
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
