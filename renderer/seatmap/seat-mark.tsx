import { memo, type ReactNode, useCallback, useMemo, useSyncExternalStore } from 'react';
import { seatNumber } from '#shared/domain/catalog.ts';
import type { Seat } from '#shared/wire/catalog.ts';
import { type Place, placed, placedPoint } from './placed.ts';
import type { Spot } from './plan.ts';
import type { SeatSource } from './seat-store.ts';
import type { SeatView } from './seat-view.ts';
import { badgeOf, numberPoint, PLACE_SHAPE, type SeatShape, seatShape, signOf } from './shapes.ts';

/** What stands on a free seat: nothing while it is small, and the row too once the row's name may be out of sight. */
export type Printed = 'nothing' | 'number' | 'row-and-number';

export type SeatPictureProps = {
  seat: Seat;
  joined: Spot['joined'];
  place: Place;
  view: SeatView;
  printed: Printed;
};

/** The drawing of one seat in one state; used on the map and in its legend. */
export function SeatPicture({ seat, joined, place, view, printed }: SeatPictureProps): ReactNode {
  const { back, cushion, badge } = useMemo(() => drawn(seat, joined, place), [seat, joined, place]);
  const sign = signOf(seat, view);
  const isPrinted = printed !== 'nothing' && sign === null && view.state === 'available';
  return (
    <>
      {back !== '' && <path className="seat-back" d={back} />}
      <path className="seat-cushion" d={cushion} />
      {badge !== null && <path className="seat-badge" d={badge} />}
      {sign !== null && <path className="seat-sign" d={placed(sign, place)} />}
      {isPrinted && (
        <text className="seat-number" data-printed={printed} {...placedPoint(numberPoint(seat), place)}>
          {printed === 'number' ? seatNumber(seat) : seat.row + seatNumber(seat)}
        </text>
      )}
    </>
  );
}

/** What does not change with the state. */
function drawn(seat: Seat, joined: Spot['joined'], place: Place): SeatShape & { badge: string | null } {
  const shape = seat.wheelchair === true ? PLACE_SHAPE : seatShape(seat.type, joined);
  const badge = badgeOf(seat);
  return {
    back: placed(shape.back, place),
    cushion: placed(shape.cushion, place),
    badge: badge === null ? null : placed(badge, place),
  };
}

/** Attributes that style a seat's group (styles/seatmap.css). */
export function seatAttributes(seat: Seat, view: SeatView): Record<`data-${string}`, string | undefined> {
  return {
    'data-kind': seat.wheelchair === true ? 'place' : seat.type,
    'data-state': view.state,
    'data-lost': view.lost ? '' : undefined,
    'data-unsure': view.unsure ? '' : undefined,
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
  const { seat, joined } = spot;
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
    >
      <SeatPicture seat={seat} joined={joined} place={spot} view={view} printed={printed} />
    </g>
  );
});

function useSeatView(source: SeatSource, seat: Seat): SeatView {
  const subscribe = useCallback((tell: () => void) => source.subscribe(seat.id, tell), [source, seat.id]);
  const read = useCallback(() => source.view(seat.id), [source, seat.id]);
  return useSyncExternalStore(subscribe, read, read);
}
