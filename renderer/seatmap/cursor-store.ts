import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { Cursor } from './moves.ts';

/** Where keyboard and pointer are on one map; kept outside React's tree so that moving redraws no seat. */
export type Pointing = {
  /** The one seat that Tab reaches. */
  cursor: Cursor | null;
  /** The keyboard is on the map, so the ring is drawn. */
  ring: boolean;
  hovered: SeatId | null;
};

export type PointingStore = StoreApi<Pointing>;

export function createPointing(): PointingStore {
  return createStore<Pointing>()(() => ({ cursor: null, ring: false, hovered: null }));
}
