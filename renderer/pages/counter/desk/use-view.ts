import { useEffect, useMemo, useState } from 'react';
import { of } from 'rxjs';
import {
  useCinemas,
  useConnection,
  useLive,
  useMovies,
  useOwnSeats,
  useReplica,
  useScreens,
  useShows,
  useTariffs,
} from '#renderer/replica/hooks.ts';
import type { Replica } from '#renderer/replica/types.ts';
import { useCounter, useCounterPart } from '#renderer/stores/counter.ts';
import { businessDayOf, businessDayRange } from '#shared/domain/time.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Seatmap } from '#shared/wire/catalog.ts';
import type { BookingId, Day, ShowId } from '#shared/wire/scalars.ts';
import { useSameParts } from '../../live-view.tsx';
import { type Listing, listingsOf } from '../shows/programme.ts';
import { type CounterView, OPEN_STATUSES, seatsOfOrder } from './view.ts';

const LOOK_AGAIN_MS = 10_000;
/** More open orders than one till ever has at once. */
const OPEN_MAX = 50;
/** Before the first answer of the replica; never the answer itself. */
export const NO_BOOKINGS: readonly Booking[] = [];

/** The server's clock, looked at every ten seconds: often enough for what begins and closes. */
function useNowMs(replica: Replica): number {
  const [nowMs, setNowMs] = useState(() => Math.floor(replica.nowMs()));
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Math.floor(replica.nowMs())), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [replica]);
  return nowMs;
}

function useOrderBooking(replica: Replica, id: BookingId | null): Booking | null {
  return useLive(
    useMemo(() => (id === null ? of(null) : replica.booking$(id)), [replica, id]),
    null,
  );
}

function useShowMap(replica: Replica, id: ShowId | null): Seatmap | null {
  return useLive(
    useMemo(() => (id === null ? of(null) : replica.seatmap$(id)), [replica, id]),
    null,
  );
}

/** This till's orders that hold seats or want to. */
export function useOpenOrders(replica: Replica): readonly Booking[] {
  const { deviceId } = replica.identity;
  return useLive(
    useMemo(
      () => replica.bookings$({ statuses: OPEN_STATUSES, deviceId, limit: OPEN_MAX }),
      [replica, deviceId],
    ),
    NO_BOOKINGS,
  );
}

type Programme = {
  readonly today: Day;
  readonly day: Day;
  readonly listings: readonly Listing[];
  readonly allListings: readonly Listing[];
};

function useProgramme(replica: Replica, cinema: Cinema): Programme {
  const [shows, movies, screens] = [useShows(), useMovies(), useScreens()];
  const nowMs = useNowMs(replica);
  const chosenDay = useCounter((state) => state.day);
  const { zone, businessDayEndsAt } = cinema;
  const today = businessDayOf(nowMs, zone, businessDayEndsAt);
  const day = chosenDay ?? today;
  const allListings = useMemo(() => {
    const everything = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
    return listingsOf({ shows, movies, screens, nowMs, ...everything });
  }, [shows, movies, screens, nowMs]);
  const listings = useMemo(() => {
    const { fromMs, toMs } = businessDayRange(day, zone, businessDayEndsAt);
    return allListings.filter(({ startsAtMs }) => startsAtMs >= fromMs && startsAtMs < toMs);
  }, [allListings, day, zone, businessDayEndsAt]);
  return useMemo(() => ({ today, day, listings, allListings }), [today, day, listings, allListings]);
}

/** This till's own cinema; null until the first documents are here. */
export function useOwnCinema(): Cinema | null {
  const { cinemaId } = useReplica().identity;
  return useCinemas().find((cinema) => cinema.id === cinemaId) ?? null;
}

/** Everything the counter page shows, put together. */
export function useCounterView(cinema: Cinema): CounterView {
  const replica = useReplica();
  const programme = useProgramme(replica, cinema);
  const { showId, orderId, asked } = useCounterPart(({ showId, orderId, asked }) => ({
    showId,
    orderId,
    asked,
  }));
  const tariffs = useTariffs();
  const booking = useOrderBooking(replica, orderId);
  const seatmap = useShowMap(replica, showId);
  const open = useOpenOrders(replica);
  const own = useOwnSeats(showId);
  const isOffline = useConnection().kind === 'offline';
  const seats = useSameParts(seatsOfOrder(booking, asked));
  const { deviceId } = replica.identity;
  return useMemo(() => {
    const listing = programme.allListings.find((one) => one.show.id === showId) ?? null;
    return {
      ...programme,
      cinema,
      deviceId,
      listing,
      screen: listing?.screen ?? null,
      seatmap,
      tariff: tariffs.find((tariff) => tariff.id === listing?.show.tariffId) ?? null,
      booking,
      seats,
      open,
      own,
      isOffline,
    };
  }, [programme, cinema, deviceId, showId, seatmap, tariffs, booking, seats, open, own, isOffline]);
}
