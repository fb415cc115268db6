import { useLayoutEffect, useMemo } from 'react';
import { createSeatStore, type SeatStore } from '#renderer/seatmap/seat-store.ts';
import type { SeatView } from '#renderer/seatmap/seat-view.ts';
import { useCounterPart } from '#renderer/stores/counter.ts';
import type { BookingId, DeviceId, SeatId } from '#shared/wire/scalars.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { type SeatStanding, standings } from './seat-views.ts';

const NONE: ReadonlyMap<SeatId, SeatStanding> = new Map();

/** Every seat of the chosen show as it stands now. */
export function useStandings(): ReadonlyMap<SeatId, SeatStanding> {
  const { view } = useDesk();
  const { screen, seatmap, seats, open } = view;
  const { orderId, granted, notice } = useCounterPart(({ orderId, granted, notice }) => ({
    orderId,
    granted,
    notice,
  }));
  return useMemo(() => {
    if (screen === null) return NONE;
    const lost = new Map<SeatId, DeviceId | null>();
    if (notice?.kind === 'lost') for (const seat of notice.lost) lost.set(seat.seatId, seat.by);
    const parked = new Set<BookingId>(open.map((booking) => booking.id));
    return standings(screen, { seats: seatmap?.seats ?? {}, order: seats, orderId, granted, lost, parked });
  }, [screen, seatmap, seats, orderId, granted, notice, open]);
}

const LOOK: Record<SeatStanding['kind'], SeatView> = {
  available: { state: 'available' },
  asked: { state: 'asked' },
  mine: { state: 'mine' },
  parked: { state: 'held' },
  held: { state: 'held' },
  booked: { state: 'booked' },
  blocked: { state: 'blocked' },
  lost: { state: 'held', lost: true },
};

/** What the map draws; a seat that did not change is not drawn again. */
export function useSeatSource(standing: ReadonlyMap<SeatId, SeatStanding>): SeatStore {
  const { view } = useDesk();
  const showId = view.listing?.show.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another show is another picture
  const store = useMemo(() => createSeatStore(), [showId]);
  useLayoutEffect(() => {
    const views = new Map<SeatId, SeatView>();
    for (const [seatId, { kind }] of standing) views.set(seatId, LOOK[kind]);
    store.replace(views);
  }, [store, standing]);
  return store;
}
