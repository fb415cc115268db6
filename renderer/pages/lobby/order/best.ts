import { firstValueFrom } from 'rxjs';
import { lobby } from '#renderer/stores/lobby.ts';
import { keepsAccessibleFree } from '#shared/domain/seating/accessible.ts';
import { type BestQuery, bestAvailable } from '#shared/domain/seating/best.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { seated } from '../../counter/order/best.ts';
import type { LobbyDesk } from '../desk/desk.ts';
import { partsOf, sizeOf } from '../party.ts';
import { askSeats } from './ask.ts';
import { freeHere } from './free.ts';

/** Proposals made for one wish before the visitor is told what stood in the way. */
const PROPOSALS_MAX = 5;

/**
 * Holds the best seats for the visitor's party; says so when there are not enough. Where a till keeps them for itself
 * and does not give them back in time, the next best are held: the visitor has not chosen any yet.
 */
export async function holdBest(desk: LobbyDesk): Promise<void> {
  return propose(desk, [], 1);
}

async function propose(desk: LobbyDesk, without: readonly SeatId[], n: number): Promise<void> {
  const { showId, party, orderId } = lobby.get();
  if (showId === null || sizeOf(party) === 0) return;
  lobby.set({ step: 'seats', notice: null, isFinding: true, moving: null });
  try {
    const show = await desk.replica.get('shows', showId);
    const screen = show === null ? null : await desk.replica.get('screens', show.screenId);
    if (show === null || screen === null) return lobby.set({ notice: { kind: 'error' } });
    const seatmap = await desk.replica.get('seatmaps', showId);
    const own = await firstValueFrom(desk.replica.ownSeats$(showId));
    const isFreeHere = freeHere({ screen, seatmap, own, isOffline: desk.view().isOffline }, orderId);
    const isFree = (seatId: SeatId): boolean => isFreeHere(seatId) && !without.includes(seatId);
    const elsewhere = (seatId: SeatId): boolean => !own.leases.has(seatId);
    const found = search({ screen, isFree, elsewhere }, Date.parse(show.startsAt), desk.replica.nowMs());
    if (found === null) return lobby.set({ notice: { kind: 'no-room' } });
    const next = (lost: readonly SeatId[]): Promise<void> => propose(desk, [...without, ...lost], n + 1);
    const seats = seated(screen, found, partsOf(party));
    void askSeats(desk, showId, seats, ...(n < PROPOSALS_MAX ? [next] : []));
  } finally {
    lobby.set({ isFinding: false });
  }
}

function search(
  house: Pick<BestQuery, 'screen' | 'isFree' | 'elsewhere'>,
  startsAtMs: number,
  nowMs: number,
): readonly SeatId[] | null {
  const { party } = lobby.get();
  const find = (keepAccessibleFree: boolean) =>
    bestAvailable({
      ...house,
      party: {
        size: sizeOf(party),
        wheelchairs: party.wheelchair,
        companions: party.companion,
        children: party.child,
      },
      keepAccessibleFree,
    });
  const found = keepsAccessibleFree(house.screen, house.isFree, startsAtMs, nowMs) ? find(true) : find(false);
  return found?.seatIds ?? null;
}
