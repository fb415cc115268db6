import { useEffect, useMemo, useState } from 'react';
import { of } from 'rxjs';
import { useShallow } from 'zustand/react/shallow';
import type { SeatWish } from '#renderer/commands/context.ts';
import {
  useAwaitsShows,
  useConnection,
  useLive,
  useMovies,
  useOwnSeats,
  useReplica,
  useScreens,
  useShows,
  useTariffs,
} from '#renderer/replica/hooks.ts';
import { useLobby } from '#renderer/stores/lobby.ts';
import type { OwnSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Seatmap, Tariff } from '#shared/wire/catalog.ts';
import type { BookingId, ShowId } from '#shared/wire/scalars.ts';
import { seatsOfOrder } from '../../counter/desk/view.ts';
import { useSameParts } from '../../live-view.tsx';
import { type Offer, offersOf } from '../programme.ts';

const LOOK_AGAIN_MS = 10_000;

/** Everything the lobby page has before it at this moment. */
export type LobbyView = {
  readonly cinema: Cinema;
  readonly nowMs: number;
  /** The programme, or a part of it, is still on its way. */
  readonly isFetching: boolean;
  readonly offers: readonly Offer[];
  /** The chosen show; it stays while the visitor is at it, even when its sale has just closed. */
  readonly offer: Offer | null;
  readonly seatmap: Seatmap | null;
  readonly tariff: Tariff | null;
  readonly booking: Booking | null;
  /** What the order is to be: as asked for, or as the server has it. */
  readonly seats: readonly SeatWish[];
  /** This kiosk's own seats of the chosen show, and the orders its seats are in. */
  readonly own: OwnSeats;
  /** The server is known not to answer: only own seats can be sold. */
  readonly isOffline: boolean;
  /** How many seats of each show can be sold without the line; empty while it is there. */
  readonly safe: ReadonlyMap<ShowId, number>;
};

export function useLobbyView(cinema: Cinema): LobbyView {
  const replica = useReplica();
  const [shows, movies, screens, tariffs] = [useShows(), useMovies(), useScreens(), useTariffs()];
  const { showId, orderId, asked } = useLobby(
    useShallow(({ showId, orderId, asked }) => ({ showId, orderId, asked })),
  );
  const nowMs = useNowMs(() => replica.nowMs());
  const offers = useMemo(() => offersOf({ shows, movies, screens, nowMs }), [shows, movies, screens, nowMs]);
  const seatmap = useMap(showId);
  const booking = useOrder(orderId);
  const seats = useSameParts(seatsOfOrder(booking, asked));
  const offer = useMemo(() => {
    const show = shows.find(({ id }) => id === showId);
    const movie = movies.find(({ id }) => id === show?.movieId);
    const screen = screens.find(({ id }) => id === show?.screenId);
    if (show === undefined || movie === undefined || screen === undefined) return null;
    return { show, movie, screen, startsAtMs: Date.parse(show.startsAt) };
  }, [shows, movies, screens, showId]);
  const tariffId = shows.find(({ id }) => id === showId)?.tariffId;
  const tariff = tariffs.find(({ id }) => id === tariffId) ?? null;
  const isOffline = useConnection().kind === 'offline';
  const isFetching = useAwaitsShows();
  const own = useOwnSeats(showId);
  const safe = useSafeCounts(isOffline);
  return useMemo(
    () => ({
      cinema,
      nowMs,
      isFetching,
      offers,
      offer,
      seatmap,
      tariff,
      booking,
      seats,
      own,
      isOffline,
      safe,
    }),
    [cinema, nowMs, isFetching, offers, offer, seatmap, tariff, booking, seats, own, isOffline, safe],
  );
}

const NO_COUNTS: ReadonlyMap<ShowId, number> = new Map();

function useSafeCounts(isOffline: boolean): ReadonlyMap<ShowId, number> {
  const replica = useReplica();
  return useLive(
    useMemo(() => (isOffline ? replica.safeCounts$ : of(NO_COUNTS)), [replica, isOffline]),
    NO_COUNTS,
  );
}

/** The server's clock, looked at every ten seconds. */
function useNowMs(read: () => number): number {
  const [nowMs, setNowMs] = useState(() => Math.floor(read()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a clock reads the same through any function
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Math.floor(read())), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}

function useOrder(id: BookingId | null): Booking | null {
  const replica = useReplica();
  const booking$ = useMemo(() => (id === null ? of(null) : replica.booking$(id)), [replica, id]);
  return useLive<Booking | null>(booking$, null);
}

function useMap(id: ShowId | null): Seatmap | null {
  const replica = useReplica();
  const map$ = useMemo(() => (id === null ? of(null) : replica.seatmap$(id)), [replica, id]);
  return useLive<Seatmap | null>(map$, null);
}
