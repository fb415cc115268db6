import { memo, type ReactNode, useCallback, useSyncExternalStore } from 'react';
import type { Seat } from '#shared/wire/catalog.ts';
import type { Spot } from './plan.ts';
import type { SeatSource } from './seat-store.ts';
import type { SeatView } from './seat-view.ts';
import { badgeOf, numberOf, PLACE_SHAPE, seatShape, signOf } from './shapes.ts';

/** What stands on a free seat: nothing while it is small, and the row too once the row's name may be out of sight. */
export type Printed = 'nothing' | 'number' | 'row-and-number';

export type SeatPictureProps = { seat: Seat; joined: Spot['joined']; view: SeatView; printed: Printed };

/** The drawing of one seat in one state, round its centre; used on the map and in its legend. */
export function SeatPicture({ seat, joined, view, printed }: SeatPictureProps): ReactNode {
  const shape = seat.wheelchair === true ? PLACE_SHAPE : seatShape(seat.type, joined);
  const sign = signOf(seat, view);
  const badge = badgeOf(seat);
  return (
    <>
      {shape.back !== '' && <path className="seat-back" d={shape.back} />}
      <path className="seat-cushion" d={shape.cushion} />
      {badge !== null && <path className="seat-badge" d={badge} />}
      {sign !== null && <path className="seat-sign" d={sign} />}
      {printed !== 'nothing' && sign === null && view.state === 'available' && (
        <text className="seat-number" data-printed={printed} y={seat.type === 'recliner' ? 2.4 : 0.6}>
          {printed === 'number' ? numberOf(seat) : seat.row + numberOf(seat)}
        </text>
      )}
    </>
  );
}

/** Attributes that style a seat's group (styles/seatmap.css). */
export function seatAttributes(seat: Seat, view: SeatView): Record<`data-${string}`, string | undefined> {
  return {
    'data-kind': seat.wheelchair === true ? 'place' : seat.type,
    'data-state': view.state,
    'data-lost': view.lost ? '' : undefined,
  };
}

export type SeatMarkProps = {
  spot: Spot;
  source: SeatSource;
  describe: (seat: Seat, view: SeatView) => string;
  printed: Printed;
};

/** One seat of the map. It watches its own state and nothing else, so that one change redraws one seat. */
export const SeatMark = memo(function SeatMark(props: SeatMarkProps): ReactNode {
  const { spot, source, describe, printed } = props;
  const { seat, x, y, turn, joined } = spot;
  const view = useSeatView(source, seat);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own
    <g
      role="button"
      tabIndex={-1}
      data-seat={seat.id}
      {...seatAttributes(seat, view)}
      aria-label={describe(seat, view)}
      aria-pressed={view.state === 'mine' || view.state === 'asked'}
      className="seat"
      transform={`translate(${round(x)} ${round(y)})${turn === 0 ? '' : ` rotate(${round(turn)})`}`}
    >
      <SeatPicture seat={seat} joined={joined} view={view} printed={printed} />
    </g>
  );
});

function useSeatView(source: SeatSource, seat: Seat): SeatView {
  const subscribe = useCallback((tell: () => void) => source.subscribe(seat.id, tell), [source, seat.id]);
  const read = useCallback(() => source.view(seat.id), [source, seat.id]);
  return useSyncExternalStore(subscribe, read, read);
}

/** Hundredths of a unit are finer than any pixel, and keep the document small. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
