import { useLayoutEffect, useMemo } from 'react';
import { createSeatStore, type SeatStore } from '#renderer/seatmap/seat-store.ts';
import type { SeatView } from '#renderer/seatmap/seat-view.ts';
import { useCounterPart } from '#renderer/stores/counter.ts';
import type { BookingId, DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';
import { certainSeats } from '../desk/view.ts';
import { type SeatStanding, standings } from './seat-views.ts';

const NONE: ReadonlyMap<SeatId, SeatStanding> = new Map();

/** Every seat of the chosen show as it stands now. */
function useStandings(): ReadonlyMap<SeatId, SeatStanding> {
  const { screen, seatmap, seats, own, isOffline } = useView((view) => ({
    screen: view.screen,
    seatmap: view.seatmap,
    seats: view.seats,
    own: view.own,
    isOffline: view.isOffline,
  }));
  const openIds = useView(({ open }) => open.map(({ id }) => id));
  const { orderId, granted, notice } = useCounterPart(({ orderId, granted, notice }) => ({
    orderId,
    granted,
    notice,
  }));
  return useMemo(() => {
    if (screen === null) return NONE;
    const lost = new Map<SeatId, DeviceId | null>();
    if (notice?.kind === 'lost') for (const seat of notice.lost) lost.set(seat.seatId, seat.by);
    const parked = new Set<BookingId>(openIds);
    const certain = certainSeats({ own, isOffline }, orderId);
    const now = { order: seats, orderId, granted, lost, parked, begun: own.begun, certain };
    return standings(screen, { ...now, seats: seatmap?.seats ?? {} });
  }, [screen, seatmap, seats, own, isOffline, orderId, granted, notice, openIds]);
}

const LOOK: Record<SeatStanding['kind'], SeatView> = {
  available: { state: 'available' },
  unsure: { state: 'available', unsure: true },
  asked: { state: 'asked' },
  mine: { state: 'mine' },
  parked: { state: 'held' },
  held: { state: 'held' },
  booked: { state: 'booked' },
  blocked: { state: 'blocked' },
  lost: { state: 'held', lost: true },
};

/** The seats of one show as they stand, for whoever looks at a single one. */
export type SeatPicture = {
  /** Undefined: no show is chosen. */
  readonly showId: ShowId | undefined;
  /** What the map draws; a seat that did not change is not drawn again. */
  readonly seats: SeatStore;
  readonly standing: (seatId: SeatId) => SeatStanding | null;
  readonly replace: (standing: ReadonlyMap<SeatId, SeatStanding>) => void;
};

function createSeatPicture(showId: ShowId | undefined): SeatPicture {
  const seats = createSeatStore();
  let latest = NONE;
  return {
    showId,
    seats,
    standing: (seatId) => latest.get(seatId) ?? null,
    replace: (standing) => {
      latest = standing;
      const views = new Map<SeatId, SeatView>();
      for (const [seatId, { kind }] of standing) views.set(seatId, LOOK[kind]);
      seats.replace(views);
    },
  };
}

/** The picture of the chosen show; another show is another picture. Somebody must keep it (`useKeptPicture`). */
export function useSeatPicture(): SeatPicture {
  const showId = useView(({ listing }) => listing?.show.id);
  return useMemo(() => createSeatPicture(showId), [showId]);
}

/** Keeps the picture as the seats stand. For a component that draws nothing: it runs for every seat that changes. */
export function useKeptPicture(picture: SeatPicture): void {
  const standing = useStandings();
  useLayoutEffect(() => picture.replace(standing), [picture, standing]);
}
