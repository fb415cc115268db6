import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { PointingStore } from './cursor-store.ts';
import { COLUMN_UNITS, type Plan, type Point, ROW_UNITS, runsOf, type Spot } from './plan.ts';

export type LayerProps = {
  plan: Plan;
  /** What it is, for screen readers; a layer without a name is decoration. */
  name?: string;
  children: ReactNode;
};

/**
 * One sheet of the drawing on top of the others. Each row of seats has its own: the browser paints a whole SVG again
 * when a part of it changes, and a row is a small one.
 */
export function Layer({ plan, name, children }: LayerProps): ReactNode {
  return (
    <svg
      role={name === undefined ? undefined : 'group'}
      aria-label={name}
      aria-hidden={name === undefined}
      viewBox={`0 0 ${plan.width} ${plan.height}`}
      className="seatmap-layer"
    >
      {children}
    </svg>
  );
}

/** What stands behind the seats: the glowing canvas, and the row names on both sides. */
export const Backdrop = memo(function Backdrop(props: { plan: Plan; word: string; id: string }): ReactNode {
  const { plan, word, id } = props;
  const { left, right } = plan.canvas;
  const middle = (left.x + right.x) / 2;
  const beam = ROW_UNITS * 1.6;
  return (
    <g>
      <linearGradient id={`${id}-glow`} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stopColor="var(--screen-glow)" stopOpacity="0.9" />
        <stop offset="1" stopColor="var(--screen-glow)" stopOpacity="0" />
      </linearGradient>
      <path
        d={`M${left.x} ${left.y}Q${middle} ${left.y - 14} ${right.x} ${right.y}L${right.x + 34} ${right.y + beam}H${left.x - 34}Z`}
        fill={`url(#${id}-glow)`}
      />
      <path
        className="canvas-line"
        d={`M${left.x} ${left.y}Q${middle} ${left.y - 14} ${right.x} ${right.y}`}
      />
      <text className="canvas-word" x={middle} y={left.y + 14}>
        {word}
      </text>
      {plan.rows.map((row) => (
        <g key={row.name}>
          <text className="row-name" x={row.start.x} y={row.start.y}>
            {row.name}
          </text>
          <text className="row-name" x={row.end.x} y={row.end.y}>
            {row.name}
          </text>
        </g>
      ))}
    </g>
  );
});

/** The outline round seats that are proposed: one band for seats side by side. */
export const Suggestion = memo(function Suggestion(props: {
  plan: Plan;
  seatIds: readonly SeatId[];
}): ReactNode {
  return (
    <g>
      {runsOf(props.plan, props.seatIds).map((run) => {
        const d = bandRound(run);
        return (
          <g key={run[0]?.seat.id}>
            <path className="suggestion-edge" d={d} />
            <path className="suggestion-band" d={d} />
          </g>
        );
      })}
    </g>
  );
});

/** A closed line round neighbouring seats, along their arc; its stroke rounds the corners. */
function bandRound(run: readonly Spot[]): string {
  const wide = COLUMN_UNITS / 2 - 4;
  const tall = ROW_UNITS / 2 - 3;
  const sides = run.flatMap((spot) => [-wide, wide].map((along) => ({ spot, along })));
  const points = [
    ...sides.map(({ spot, along }) => beside(spot, along, -tall)),
    ...sides.toReversed().map(({ spot, along }) => beside(spot, along, tall)),
  ];
  return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}

/** A point in a seat's own directions: to its right, and away from the canvas. */
function beside(spot: Spot, along: number, away: number): Point {
  const turn = (spot.turn * Math.PI) / 180;
  return {
    x: spot.x + along * Math.cos(turn) - away * Math.sin(turn),
    y: spot.y + along * Math.sin(turn) + away * Math.cos(turn),
  };
}

/** The keyboard's ring. */
export function FocusRing({ plan, pointing }: { plan: Plan; pointing: PointingStore }): ReactNode {
  const seatId = useStore(pointing, (state) => (state.ring ? (state.cursor?.seatId ?? null) : null));
  const spot = seatId === null ? undefined : plan.byId.get(seatId);
  if (!spot) return null;
  return (
    <rect
      className="seat-ring"
      x={-16}
      y={-18}
      width={32}
      height={35}
      rx={8}
      transform={`translate(${spot.x} ${spot.y}) rotate(${spot.turn})`}
    />
  );
}
