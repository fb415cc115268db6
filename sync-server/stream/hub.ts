import type { CollectionName } from '#shared/wire/collections.ts';
import type { CinemaId } from '#shared/wire/scalars.ts';
import type { Change, Engine } from '../engine.ts';
import { POKE_INTERVAL_MS_MAX, POKE_INTERVAL_MS_MIN, POKE_INTERVAL_MS_PER_LISTENER } from '../http/bounds.ts';

/** What changed since the last telling: the feed's latest number per collection. */
export type News = ReadonlyMap<CollectionName, number>;
type Listener = (news: News) => void;

/** Gathers a cinema's commits and tells all of its streams together, at most once in `pokeIntervalMs`. */
export type Hub = {
  /** From now on `listener` is told of every commit of that cinema. Returns the way to leave. */
  join(cinemaId: CinemaId, listener: Listener): () => void;
  close(): void;
};

/** How long the commits of a cinema are gathered for after a telling; whoever was quiet is told at once. */
export function pokeIntervalMs(listeners: number): number {
  const needed = listeners * POKE_INTERVAL_MS_PER_LISTENER;
  return Math.min(POKE_INTERVAL_MS_MAX, Math.max(POKE_INTERVAL_MS_MIN, needed));
}

type Room = { readonly listeners: Set<Listener>; readonly stop: () => void };

function openRoom(engine: Pick<Engine, 'subscribe'>, cinemaId: CinemaId): Room {
  const listeners = new Set<Listener>();
  let gathered = new Map<CollectionName, number>();
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let waiting: NodeJS.Timeout | null = null;

  const tell = (): void => {
    waiting = null;
    toldAtMs = performance.now();
    const news = gathered;
    gathered = new Map();
    for (const listener of listeners) listener(news);
  };

  const unsubscribe = engine.subscribe(cinemaId, (change: Change) => {
    gathered.set(change.collection, Math.max(change.lwt, gathered.get(change.collection) ?? 0));
    // Never at once: the changes of one commit are told one after the other and belong into one telling.
    waiting ??= setTimeout(tell, Math.max(0, toldAtMs + pokeIntervalMs(listeners.size) - performance.now()));
  });

  return {
    listeners,
    stop: () => {
      if (waiting !== null) clearTimeout(waiting);
      unsubscribe();
    },
  };
}

/** One hub serves all streams of a server; it listens to a cinema only while somebody listens to it. */
export function openHub(engine: Pick<Engine, 'subscribe'>): Hub {
  const rooms = new Map<CinemaId, Room>();
  return {
    join: (cinemaId, listener) => {
      const room = rooms.get(cinemaId) ?? openRoom(engine, cinemaId);
      rooms.set(cinemaId, room);
      room.listeners.add(listener);
      return () => {
        room.listeners.delete(listener);
        if (room.listeners.size > 0 || rooms.get(cinemaId) !== room) return;
        room.stop();
        rooms.delete(cinemaId);
      };
    },
    close: () => {
      for (const room of rooms.values()) room.stop();
      rooms.clear();
    },
  };
}
