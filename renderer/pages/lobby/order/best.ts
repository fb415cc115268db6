import { firstValueFrom } from 'rxjs';
import { lobby } from '#renderer/stores/lobby.ts';
import { keepsAccessibleFree } from '#shared/domain/seating/accessible.ts';
import { bestAvailable } from '#shared/domain/seating/best.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { seated } from '../../counter/order/best.ts';
import type { LobbyDesk } from '../desk/desk.ts';
import { partsOf, sizeOf } from '../party.ts';
import { askSeats } from './ask.ts';
import { freeHere } from './free.ts';

/** Holds the best seats for the visitor's party; says so when there are not enough. */
export async function holdBest(desk: LobbyDesk): Promise<void> {
  const { showId, party, orderId } = lobby.get();
  if (showId === null || sizeOf(party) === 0) return;
  lobby.set({ step: 'seats', notice: null, isFinding: true, moving: null });
  try {
    const show = await desk.replica.get('shows', showId);
    const screen = show === null ? null : await desk.replica.get('screens', show.screenId);
    if (show === null || screen === null) return lobby.set({ notice: { kind: 'error' } });
    const seatmap = await desk.replica.get('seatmaps', showId);
    const own = await firstValueFrom(desk.replica.ownSeats$(showId));
    const isFree = freeHere({ screen, seatmap, own, isOffline: desk.view().isOffline }, orderId);
    const found = search(screen, isFree, Date.parse(show.startsAt), desk.replica.nowMs());
    if (found === null) return lobby.set({ notice: { kind: 'no-room' } });
    void askSeats(desk, showId, seated(screen, found, partsOf(party)));
  } finally {
    lobby.set({ isFinding: false });
  }
}

function search(
  screen: Parameters<typeof keepsAccessibleFree>[0],
  isFree: (seatId: SeatId) => boolean,
  startsAtMs: number,
  nowMs: number,
): readonly SeatId[] | null {
  const { party } = lobby.get();
  const find = (keepAccessibleFree: boolean) =>
    bestAvailable({
      screen,
      isFree,
      party: {
        size: sizeOf(party),
        wheelchairs: party.wheelchair,
        companions: party.companion,
        children: party.child,
      },
      keepAccessibleFree,
    });
  const found = keepsAccessibleFree(screen, isFree, startsAtMs, nowMs) ? find(true) : find(false);
  return found?.seatIds ?? null;
}
