import type { SeatId } from '#shared/wire/scalars.ts';
import { AVAILABLE, type SeatView, sameView } from './seat-view.ts';

/** What the map reads seats from: one cheap subscription per seat, so that one change redraws one seat. */
export type SeatSource = {
  /** The seat as it is now; the same object until it changes. */
  view: (seatId: SeatId) => SeatView;
  /** Calls back whenever this one seat changes; answers how to stop. */
  subscribe: (seatId: SeatId, onChange: () => void) => () => void;
};

export type SeatStore = SeatSource & {
  /** Takes a whole picture; seats that are missing are available. Only seats that differ are told. */
  replace: (views: ReadonlyMap<SeatId, SeatView>) => void;
  /** Changes one seat. */
  set: (seatId: SeatId, view: SeatView) => void;
};

export function createSeatStore(initial?: ReadonlyMap<SeatId, SeatView>): SeatStore {
  const views = new Map<SeatId, SeatView>(initial);
  const listeners = new Map<SeatId, Set<() => void>>();

  const set = (seatId: SeatId, view: SeatView): void => {
    if (sameView(views.get(seatId) ?? AVAILABLE, view)) return;
    views.set(seatId, view);
    for (const tell of listeners.get(seatId) ?? []) tell();
  };

  return {
    view: (seatId) => views.get(seatId) ?? AVAILABLE,
    subscribe: (seatId, onChange) => {
      const own = listeners.get(seatId) ?? new Set();
      listeners.set(seatId, own.add(onChange));
      return () => {
        own.delete(onChange);
        if (own.size === 0 && listeners.get(seatId) === own) listeners.delete(seatId);
      };
    },
    set,
    replace: (next) => {
      for (const seatId of views.keys()) if (!next.has(seatId)) set(seatId, AVAILABLE);
      for (const [seatId, view] of next) set(seatId, view);
    },
  };
}
