import {
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Observable, of } from 'rxjs';
import type { OwnSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema, Movie, Screen, Show, Tariff } from '#shared/wire/catalog.ts';
import type { BookingId, ShowId } from '#shared/wire/scalars.ts';
import type { Connection, Fault, Fullness, Replica } from './types.ts';

const ReplicaContext = createContext<Replica | null>(null);

export function ReplicaProvider(props: { readonly replica: Replica; readonly children?: ReactNode }) {
  return createElement(ReplicaContext.Provider, { value: props.replica }, props.children);
}

/** Throws outside a `ReplicaProvider`. */
export function useReplica(): Replica {
  const replica = useContext(ReplicaContext);
  if (replica === null) throw new Error('useReplica needs a ReplicaProvider above it');
  return replica;
}

/** The latest value of an observable, `initial` before the first. Keep the observable stable (`useMemo`). */
export function useLive<T>(observable: Observable<T>, initial: T): T {
  // Only the first one counts: a new literal on every render must not subscribe anew.
  const [first] = useState(() => initial);
  const store = useMemo(() => {
    let value = first;
    return {
      subscribe: (changed: () => void) => {
        const subscription = observable.subscribe((next) => {
          value = next;
          changed();
        });
        return () => subscription.unsubscribe();
      },
      read: () => value,
    };
  }, [observable, first]);
  return useSyncExternalStore(store.subscribe, store.read, store.read);
}

const NONE: readonly never[] = [];
const CONNECTING: Connection = { kind: 'connecting' };
const NO_FULLNESS: ReadonlyMap<ShowId, Fullness> = new Map();

export const useCinemas = (): readonly Cinema[] => useLive(useReplica().cinemas$, NONE);
export const useScreens = (): readonly Screen[] => useLive(useReplica().screens$, NONE);
export const useMovies = (): readonly Movie[] => useLive(useReplica().movies$, NONE);
/** In order of their start. */
export const useShows = (): readonly Show[] => useLive(useReplica().shows$, NONE);
export const useTariffs = (): readonly Tariff[] => useLive(useReplica().tariffs$, NONE);
export const useFullness = (): ReadonlyMap<ShowId, Fullness> => useLive(useReplica().fullness$, NO_FULLNESS);
export const useConnection = (): Connection => useLive(useReplica().connection$, CONNECTING);
export const useFault = (): Fault | null => useLive(useReplica().fault$, null);

/** Whether the programme cannot be shown yet, for it is on its way. */
export const useAwaitsShows = (): boolean => useLive(useReplica().awaitsShows$, true);

const NOTHING_OWN: OwnSeats = { leases: new Map(), begun: new Map() };

/** This till's own seats of a show; null: of none. */
export function useOwnSeats(showId: ShowId | null): OwnSeats {
  const replica = useReplica();
  return useLive(
    useMemo(() => (showId === null ? of(NOTHING_OWN) : replica.ownSeats$(showId)), [replica, showId]),
    NOTHING_OWN,
  );
}

export function useBooking(id: BookingId): Booking | null {
  const replica = useReplica();
  return useLive<Booking | null>(
    useMemo(() => replica.booking$(id), [replica, id]),
    null,
  );
}
