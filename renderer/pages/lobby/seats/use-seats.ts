import { useCallback, useLayoutEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { createSeatStore, type SeatStore } from '#renderer/seatmap/seat-store.ts';
import type { SeatView } from '#renderer/seatmap/seat-view.ts';
import { lobby, useLobby } from '#renderer/stores/lobby.ts';
import type { Seat, SeatType } from '#shared/wire/catalog.ts';
import type { DeviceId, SeatId } from '#shared/wire/scalars.ts';
import { certainSeats } from '../../counter/desk/view.ts';
import { type SeatStanding, standings } from '../../counter/map/seat-views.ts';
import { useLobbyDesk, useView } from '../desk/lobby-provider.tsx';
import { askSeats } from '../order/ask.ts';
import { freeHere } from '../order/free.ts';
import { pricesBySeatType } from '../prices.ts';
import { moveSeat } from './move.ts';

const NONE: ReadonlyMap<SeatId, SeatView> = new Map();

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

/** Every seat of the chosen show as the visitor sees it. */
export function useSeatViews(): ReadonlyMap<SeatId, SeatView> {
  const view = useView(({ offer, seatmap, seats, own, isOffline }) => ({
    offer,
    seatmap,
    seats,
    own,
    isOffline,
  }));
  const { offer, seatmap, seats, own, isOffline } = view;
  const { orderId, granted, notice } = useLobby(
    useShallow(({ orderId, granted, notice }) => ({ orderId, granted, notice })),
  );
  return useMemo(() => {
    if (offer === null) return NONE;
    const lost = new Map<SeatId, DeviceId | null>();
    if (notice?.kind === 'lost') for (const { seatId } of notice.lost) lost.set(seatId, null);
    const now = {
      seats: seatmap?.seats ?? {},
      order: seats,
      orderId,
      granted,
      lost,
      parked: new Set<never>(),
      begun: own.begun,
      certain: certainSeats({ own, isOffline }, orderId),
    };
    return new Map([...standings(offer.screen, now)].map(([id, { kind }]) => [id, LOOK[kind]]));
  }, [offer, seatmap, seats, own, isOffline, orderId, granted, notice]);
}

/** What the map of the chosen show is drawn from. Somebody must keep it (`useKeptSource`). */
export function useSeatSource(): SeatStore {
  const showId = useView(({ offer }) => offer?.show.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another show is another picture
  return useMemo(() => createSeatStore(), [showId]);
}

/** Keeps the seats as they stand. For a component that draws nothing: it runs for every seat that changes. */
export function useKeptSource(store: SeatStore): void {
  const views = useSeatViews();
  useLayoutEffect(() => store.replace(views), [store, views]);
}

/** What an adult pays on a seat, in words. */
export function useSeatPrices(): (seat: Seat) => string | null {
  const { desk } = useLobbyDesk();
  const view = useView(({ offer, tariff, cinema }) => ({ offer, tariff, cinema }));
  const { money } = useFormats();
  const { offer, tariff, cinema } = view;
  const prices = useMemo((): ReadonlyMap<SeatType, number> => {
    if (offer === null || tariff === null) return new Map();
    return pricesBySeatType({ offer, tariff, zone: cinema.zone, nowMs: desk.replica.nowMs() }, 'adult');
  }, [offer, tariff, cinema.zone, desk]);
  return useCallback(
    (seat) => {
      const price = prices.get(seat.type);
      return price === undefined ? null : money(price);
    },
    [prices, money],
  );
}

/** What a press on a seat does, on the map and in the list alike. */
export function usePressSeat(): (seatId: SeatId) => void {
  const { desk } = useLobbyDesk();
  return (seatId) => {
    const { offer, seats, booking } = desk.view();
    const { orderId, asked, moving, pay } = lobby.get();
    if (offer === null || booking?.status === 'paying' || pay.kind !== 'idle') return;
    const order = asked ?? seats;
    const isFree = freeHere({ ...desk.view(), screen: offer.screen }, orderId);
    const moved = moveSeat({ screen: offer.screen, order, moving, seatId, isFree });
    switch (moved.kind) {
      case 'nothing':
        return;
      case 'pick':
        return lobby.set({ moving: moving === seatId ? null : seatId, notice: null });
      case 'kept-for-wheelchair':
      case 'pairs-only':
        return lobby.set({ notice: { kind: moved.kind } });
      case 'move':
        lobby.set({ notice: null });
        void askSeats(desk, offer.show.id, moved.seats);
    }
  };
}
