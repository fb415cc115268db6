import {
  type CSSProperties,
  type DOMAttributes,
  type MouseEvent,
  memo,
  type ReactNode,
  type Ref,
  type RefObject,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen, Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { Backdrop, FocusRing, Layer, Suggestion } from './backdrop.tsx';
import { createPointing, type PointingStore } from './cursor-store.ts';
import { HatchPattern, hatchStyle } from './hatch.tsx';
import type { Move } from './moves.ts';
import { type Hint, HintLayer, Note } from './note.tsx';
import { isOverlay } from './pan-zoom.ts';
import { type Plan, planOf, seatAt } from './plan.ts';
import { type Printed, SeatMark } from './seat-mark.tsx';
import type { SeatSource } from './seat-store.ts';
import type { SeatView } from './seat-view.ts';
import { type MapKeys, seatIdOf, useMapKeys } from './use-map-keys.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

/** From this many pixels per drawing unit on, a seat's number can be read. */
const NUMBER_SCALE_MIN = 1.1;
/** Larger row names would touch those of the next row. */
const ROW_NAME_UNITS_MAX = 26;

export type SeatMapHandle = {
  /** Puts the keyboard on the map. */
  focus: () => void;
  /** Moves the keyboard's seat; for arrows pressed elsewhere on the page. */
  move: (move: Move) => void;
  /** Shows the whole map. */
  fit: () => void;
};

export type SeatMapProps = {
  screen: Screen;
  /** Where seats are read from; the same object while the show stays. */
  source: SeatSource;
  /** A seat's accessible name: `Row F, seat 12, premium, available, 15.00 €`. Keep it stable: a new one redraws all. */
  describe: (seat: Seat, view: SeatView) => string;
  /** A seat was pressed, in whatever state it is: the page decides what that means. */
  onToggle: (seatId: SeatId) => void;
  /** Seats proposed, outlined. */
  suggested?: readonly SeatId[];
  /** Words and buttons beside one seat: what happened to it, what else there is. */
  callout?: { seatId: SeatId; children: ReactNode };
  /** A line shown at the seat one points at or stands on (who holds it); `null` for none. */
  hint?: Hint;
  ref?: Ref<SeatMapHandle>;
};

const NONE: readonly SeatId[] = [];

/** The map of one screen for one show. Takes all the room it is given. */
export function SeatMap(props: SeatMapProps): ReactNode {
  const { screen, source, describe, onToggle, suggested = NONE, callout, hint, ref } = props;
  const { t } = useTranslation('seatmap');
  const id = useId();
  const plan = useMemo(() => planOf(screen), [screen]);
  const [pointing] = useState(createPointing);
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const { scale, zoom, panZoom } = usePanZoom(box, sheet, plan);
  const toSheet = (point: { x: number; y: number }) => ({ x: point.x * scale, y: point.y * scale });
  const keys = useMapKeys({ plan, box, pointing, panZoom, toSheet, onToggle });
  useImperativeHandle(ref, () => ({
    focus: keys.focus,
    move: keys.move,
    fit: () => panZoom.current?.fit(),
  }));

  const printed = scale * zoom < NUMBER_SCALE_MIN ? 'nothing' : zoom > 1 ? 'row-and-number' : 'number';
  const listeners = mapListeners({ plan, sheet, pointing, keys, onToggle });
  const calloutSpot = callout && plan.byId.get(callout.seatId);

  return (
    <div className="relative h-full min-h-0 w-full min-w-0">
      <div
        ref={box}
        dir="ltr"
        className="seatmap h-full w-full"
        style={hatchStyle(`${id}-hatch`)}
        {...listeners}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would style and shrink what is in it */}
        <div
          ref={sheet}
          role="group"
          aria-label={t('map', { screen: screen.name })}
          className="seatmap-sheet"
          style={sheetStyle(plan, scale)}
        >
          <Layer plan={plan}>
            <Backdrop plan={plan} word={t('screen')} id={id} />
            <Suggestion plan={plan} seatIds={suggested} />
            <HatchPattern id={`${id}-hatch`} />
          </Layer>
          <SeatRows plan={plan} source={source} describe={describe} printed={printed} />
          <Layer plan={plan}>
            <FocusRing plan={plan} pointing={pointing} />
          </Layer>
          {hint && <HintLayer plan={plan} pointing={pointing} source={source} scale={scale} hint={hint} />}
          {calloutSpot && (
            <Note plan={plan} spot={calloutSpot} scale={scale} kind="callout">
              {callout.children}
            </Note>
          )}
        </div>
      </div>
      <ZoomButtons panZoom={panZoom} zoom={zoom} />
    </div>
  );
}

type SeatRowsProps = Pick<SeatMapProps, 'source' | 'describe'> & { plan: Plan; printed: Printed };

/** All seats, row by row; drawn again only when the show, the words or the size of the numbers change. */
const SeatRows = memo(function SeatRows({ plan, source, describe, printed }: SeatRowsProps): ReactNode {
  const { t } = useTranslation('seatmap');
  return plan.rows.map((row) => (
    <Layer key={row.name} plan={plan} name={t('row', { row: row.name })}>
      {row.spots.map((spot) => (
        <SeatMark key={spot.seat.id} spot={spot} source={source} describe={describe} printed={printed} />
      ))}
    </Layer>
  ));
});

type Listening = Pick<SeatMapProps, 'onToggle'> & {
  plan: Plan;
  sheet: RefObject<HTMLElement | null>;
  pointing: PointingStore;
  keys: MapKeys;
};

/** One listener of each kind for all seats. */
function mapListeners({ plan, sheet, pointing, keys, onToggle }: Listening): DOMAttributes<HTMLElement> {
  return {
    onClick: (event) => {
      if (isOverlay(event.target)) return;
      const seatId = seatIdOf(event.target, plan) ?? seatNear(event, sheet.current, plan);
      if (seatId !== null) onToggle(seatId);
    },
    onKeyDown: keys.onKeyDown,
    onFocus: ({ target }) => {
      const seatId = seatIdOf(target, plan);
      if (seatId !== null) keys.stand(seatId, target.matches(':focus-visible'));
    },
    onBlur: () => pointing.setState({ ring: false }),
    onPointerOver: ({ target, pointerType }) =>
      pointing.setState({ hovered: pointerType === 'mouse' ? seatIdOf(target, plan) : null }),
    onPointerLeave: () => pointing.setState({ hovered: null }),
  };
}

/** Row names keep a size that can be read from a step away, however small the seats become. */
function sheetStyle(plan: Plan, scale: number): CSSProperties & { '--row-name-size': string } {
  return {
    '--row-name-size': `${Math.min(ROW_NAME_UNITS_MAX, Math.max(13, 12 / scale))}px`,
    inlineSize: plan.width * scale,
    blockSize: plan.height * scale,
  };
}

/** A press between seats means the nearest one: on a large map the drawn seat is smaller than a finger. */
function seatNear(event: MouseEvent, sheet: HTMLElement | null, plan: Plan): SeatId | null {
  if (!sheet) return null;
  const { left, top, width } = sheet.getBoundingClientRect();
  const unit = width / plan.width;
  return seatAt(plan, { x: (event.clientX - left) / unit, y: (event.clientY - top) / unit });
}
