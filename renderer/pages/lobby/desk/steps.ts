import { lobby, NOBODY } from '#renderer/stores/lobby.ts';
import type { MovieId, ShowId } from '#shared/wire/scalars.ts';
import { giveUp } from '../order/ask.ts';
import { startOver } from './begin.ts';
import type { LobbyDesk } from './desk.ts';

/** The steps a visitor sees, always all of them. */
export const STEPS = ['movie', 'time', 'tickets', 'seats', 'pay'] as const;

export const begin = (): void => lobby.set({ step: 'movie' });

export const chooseMovie = (movieId: MovieId): void =>
  lobby.set({ step: 'time', movieId, showId: null, notice: null });

/** Another show begins with nobody: prices and places differ. */
export function chooseShow(showId: ShowId): void {
  const { party, showId: before } = lobby.get();
  lobby.set({ step: 'tickets', showId, party: before === showId ? party : NOBODY, notice: null });
}

/** One step back, from anywhere; what is held for a later step is given up when the step before it is left. */
export function stepBack(desk: LobbyDesk): void {
  const { step, pay } = lobby.get();
  lobby.set({ notice: null, moving: null });
  switch (step) {
    case 'movie':
      startOver(desk);
      break;
    case 'time':
      lobby.set({ step: 'movie' });
      break;
    case 'tickets':
      void desk.inTurn(() => giveUp(desk));
      lobby.set({ step: 'time' });
      break;
    case 'seats':
      lobby.set({ step: 'tickets' });
      break;
    case 'pay':
      if (pay.kind === 'idle') lobby.set({ step: 'seats' });
      break;
    case 'attract':
    case 'done':
      break;
  }
}
