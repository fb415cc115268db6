import type { ScreenHeat, SeatHeat } from '#shared/wire/reports.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

export type Measure = 'most' | 'first';
/** 0 not sold, 4 sold for nearly every show. */
export type Level = 0 | 1 | 2 | 3 | 4;
export type Turn = 1 | 2 | 3 | 4 | 5;
/** The words of each, as texts name them. */
export const LEVEL_WORD = {
  0: 'none',
  1: 'quarter',
  2: 'half',
  3: 'most',
  4: 'nearly',
} as const satisfies Record<Level, string>;
export const TURN_WORD = {
  1: 'first',
  2: 'early',
  3: 'middle',
  4: 'late',
  5: 'last',
} as const satisfies Record<Turn, string>;
export const LEVELS = [0, 1, 2, 3, 4] as const satisfies readonly Level[];
export const TURNS = [1, 2, 3, 4, 5] as const satisfies readonly Turn[];

/** How often a seat was sold, in quarters of the shows. */
export function levelOf({ sold }: Pick<SeatHeat, 'sold'>, shows: number): Level {
  if (sold === 0 || shows === 0) return 0;
  return LEVELS[Math.min(4, Math.ceil((sold / shows) * 4))] ?? 4;
}

/** In which turn a seat sold, in fifths: 1 among the first. */
export function turnOf({ turn }: Pick<SeatHeat, 'turn'>): Turn {
  return TURNS[Math.min(4, Math.floor(turn * 5))] ?? 5;
}

/** How dark a seat is drawn, and the number in it; what is sold first is as dark as what is sold most. */
export function markOf(
  seat: SeatHeat | undefined,
  heat: Pick<ScreenHeat, 'shows'>,
  measure: Measure,
): { readonly level: Level; readonly text: string } {
  if (seat === undefined || seat.sold === 0) return { level: 0, text: '' };
  if (measure === 'most') return { level: levelOf(seat, heat.shows), text: String(seat.sold) };
  const turn = turnOf(seat);
  return { level: LEVELS[5 - Math.min(4, turn)] ?? 1, text: String(turn) };
}

export const bySeat = (heat: ScreenHeat): ReadonlyMap<SeatId, SeatHeat> =>
  new Map(heat.seats.map((seat) => [seat.seatId, seat]));
