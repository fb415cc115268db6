import type { Seat, SeatType } from '#shared/wire/catalog.ts';
import { COLUMN_UNITS, type Point, type Spot } from './plan.ts';
import type { SeatView } from './seat-view.ts';

/** What is drawn for one seat, as path data (of the commands `placed` knows) round its centre; the canvas lies upwards. */
export type SeatShape = {
  /** Filled: the cushion, and a recliner's footrest. */
  cushion: string;
  /** Drawn as a thick line: the back below, with its arms. */
  back: string;
};

type Joined = Spot['joined'];
const HALF_PLACE = COLUMN_UNITS / 2;

/** Half widths and the upper end of the arms; wider seats are drawn wider. */
const BUILD: Record<SeatType, { half: number; armTop: number; extra: (half: number) => string }> = {
  regular: { half: 9, armTop: 1, extra: () => '' },
  premium: { half: 11.5, armTop: -7, extra: () => '' },
  recliner: { half: 11.5, armTop: -2, extra: () => '' },
  // A second, lower line: the high double back.
  vip: { half: 11.5, armTop: -7, extra: (half) => `M${-half + 2} 13.5H${half - 2}` },
};

export function seatShape(type: SeatType, joined: Joined): SeatShape {
  const { half, armTop, extra } = BUILD[type];
  const left = joined === 'left' ? -HALF_PLACE : -half;
  const right = joined === 'right' ? HALF_PLACE : half;
  const cushionTop = type === 'recliner' ? -7 : -11;
  const cushion = box(left + inset(joined, 'left'), cushionTop, right - inset(joined, 'right'), 5, joined);
  const footrest =
    type === 'recliner'
      ? box(left + 3 * inset(joined, 'left'), -15, right - 3 * inset(joined, 'right'), -10, joined)
      : '';
  return { cushion: cushion + footrest, back: back(left, right, armTop, joined) + extra(half) };
}

/** A cushion keeps off the arms, but not off its other half. */
function inset(joined: Joined, side: 'left' | 'right'): number {
  return joined === side ? 0 : 1.25;
}

function back(left: number, right: number, armTop: number, joined: Joined): string {
  const start = joined === 'left' ? `M${left} 9` : `M${left} ${armTop}V4Q${left} 9 ${left + 5} 9`;
  const end = joined === 'right' ? `H${right}` : `H${right - 5}Q${right} 9 ${right} 4V${armTop}`;
  return start + end;
}

/** A rounded box; square where it meets its other half. */
function box(left: number, top: number, right: number, bottom: number, joined: Joined): string {
  const r = Math.min(4, (bottom - top) / 2);
  const l = joined === 'left' ? 0 : r;
  const e = joined === 'right' ? 0 : r;
  return (
    `M${left + l} ${top}H${right - e}Q${right} ${top} ${right} ${top + e}V${bottom - e}` +
    `Q${right} ${bottom} ${right - e} ${bottom}H${left + l}Q${left} ${bottom} ${left} ${bottom - l}` +
    `V${top + l}Q${left} ${top} ${left + l} ${top}Z`
  );
}

/** A wheelchair place has no chair: an open floor with its sign. */
export const PLACE_SHAPE: SeatShape = { cushion: box(-11.5, -11.5, 11.5, 11.5, null), back: '' };
const WHEELCHAIR_SIGN =
  'M-1.5 -7.6A1.6 1.6 0 1 0 -1.49 -7.6ZM-1.5 -3.6V1.4H3.6L6 7H7.8M-1.5 -1.2H3M-3.4 -.6A4.9 4.9 0 1 0 3.9 5';

/** Small marks above a seat, towards the canvas: filled. */
const BADGE = {
  /** Head and shoulders of the one who comes along. */
  companion: 'M0 -21A2.3 2.3 0 1 1 -.01 -21ZM-4.2 -11.6Q-4.2 -16.4 0 -16.4Q4.2 -16.4 4.2 -11.6Z',
  /** A pillar in the way. */
  restrictedView: 'M-5 -20H5V-17.8H2V-14.2H5V-12H-5V-14.2H-2V-17.8H-5Z',
  /** A little house. */
  house: 'M0 -20L5 -15.5H3.6V-11.5H-3.6V-15.5H-5Z',
} as const;

export function badgeOf(seat: Seat): string | null {
  if (seat.companion === true) return BADGE.companion;
  if (seat.restrictedView === true) return BADGE.restrictedView;
  return seat.house === true ? BADGE.house : null;
}

const TICK = 'M-5.5 -3L-1.5 1L6 -7.5';
const DOTS = 'M-5 -3H-4.99M0 -3H.01M5 -3H5.01';
const CROSS = 'M-4.5 -7.5L4.5 1.5M4.5 -7.5L-4.5 1.5';
const BANG = 'M0 -8.5V-3M0 1H.01';

/** The sign on the cushion that tells a state without colour; free and sold seats need none. */
export function signOf(seat: Seat, view: SeatView): string | null {
  if (view.lost) return BANG;
  if (view.state === 'mine') return TICK;
  if (view.state === 'asked') return DOTS;
  if (view.state === 'blocked') return CROSS;
  return seat.wheelchair === true ? WHEELCHAIR_SIGN : null;
}

/** Where the number stands: the middle of the cushion, which lies lower behind a footrest. */
export function numberPoint(seat: Seat): Point {
  return { x: 0, y: seat.type === 'recliner' ? -1 : -3 };
}
