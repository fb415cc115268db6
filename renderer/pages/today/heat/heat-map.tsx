import { memo, type PointerEvent, type ReactNode, useMemo } from 'react';
import { planOf, seatAt } from '#renderer/seatmap/plan.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import type { ScreenHeat } from '#shared/wire/reports.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { bySeat, type Measure, markOf } from './levels.ts';

export type HeatMapProps = {
  readonly screen: Screen;
  readonly heat: ScreenHeat;
  readonly measure: Measure;
  readonly label: string;
  /** Written at the canvas. */
  readonly canvas: string;
  /** The seat under the pointer; null when there is none. */
  readonly onPoint: (seatId: SeatId | null) => void;
};

const SEAT_HALF = 11;

/** A screen's seats, the darker the more they sell; the number in a seat says the same without the shade. */
export const HeatMap = memo(function HeatMap(props: HeatMapProps): ReactNode {
  const { screen, heat, measure, label, canvas, onPoint } = props;
  const plan = useMemo(() => planOf(screen), [screen]);
  const seats = useMemo(() => bySeat(heat), [heat]);
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = plan.width / box.width;
    onPoint(seatAt(plan, { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }));
  };
  const { left, right } = plan.canvas;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${plan.width} ${plan.height}`}
      className="today-heat mx-auto block max-h-[26rem] w-full"
      style={{ aspectRatio: `${plan.width} / ${plan.height}` }}
      onPointerMove={point}
      onPointerLeave={() => onPoint(null)}
    >
      <path
        className="canvas-line"
        d={`M${left.x} ${left.y}Q${(left.x + right.x) / 2} ${left.y - 14} ${right.x} ${right.y}`}
      />
      <text className="canvas-word" x={(left.x + right.x) / 2} y={left.y + 22}>
        {canvas}
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
      {plan.spots.map((spot) => {
        const { level, text } = markOf(seats.get(spot.seat.id), heat, measure);
        return (
          <g
            key={spot.seat.id}
            data-level={level}
            transform={`translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)}) rotate(${spot.turn.toFixed(1)})`}
          >
            <rect x={-SEAT_HALF} y={-SEAT_HALF} width={2 * SEAT_HALF} height={2 * SEAT_HALF} rx={5} />
            {text !== '' && <text y={4.5}>{text}</text>}
          </g>
        );
      })}
    </svg>
  );
});
