import type { CinemaId } from '#shared/wire/scalars.ts';
import type { Change } from '../engine.ts';
import type { Log } from '../store/log.ts';

export type Subscribers = {
  subscribe(cinemaId: CinemaId, listener: (change: Change) => void): () => void;
  /** Tells each cinema's listeners, in the order given; one that throws is logged and keeps nobody from hearing. */
  tell(changes: readonly Change[]): void;
  count(): number;
};

export function makeSubscribers(log: Log): Subscribers {
  const cinemas = new Map<CinemaId, Set<(change: Change) => void>>();
  return {
    subscribe(cinemaId, listener) {
      const listeners = cinemas.get(cinemaId) ?? new Set();
      cinemas.set(cinemaId, listeners);
      // A wrapper of its own, so that the same function can listen twice and stop once.
      const own = (change: Change): void => listener(change);
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0 && cinemas.get(cinemaId) === listeners) cinemas.delete(cinemaId);
      };
    },
    tell(changes) {
      for (const change of changes) {
        for (const listener of cinemas.get(change.cinemaId) ?? []) {
          try {
            listener(change);
          } catch (error) {
            log.error({ err: error, change }, 'A listener of the feed failed');
          }
        }
      }
    },
    count: () => [...cinemas.values()].reduce((sum, listeners) => sum + listeners.size, 0),
  };
}
