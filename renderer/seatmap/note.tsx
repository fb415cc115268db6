import type { CSSProperties, ReactNode } from 'react';
import { useLocale } from 'react-aria-components';
import { useStore } from 'zustand';
import { cx } from '#renderer/kit/cx.ts';
import type { Seat } from '#shared/wire/catalog.ts';
import type { PointingStore } from './cursor-store.ts';
import { type Plan, ROW_UNITS, type Spot } from './plan.ts';
import type { SeatSource } from './seat-store.ts';
import type { SeatView } from './seat-view.ts';
import { anchorOf } from './viewport.ts';

type NoteProps = {
  plan: Plan;
  spot: Spot;
  /** Pixels per drawing unit at zoom 1. */
  scale: number;
  /** A hint lets everything through to the seats below it. */
  kind: 'callout' | 'hint';
  children: ReactNode;
};

const ALIGN = { start: '-24px', center: '-50%', end: 'calc(24px - 100%)' } as const;
const RISE = { above: 'calc(-100% - 8px)', below: '8px' } as const;

/** The small corner that points at the seat. */
const CARET = {
  start: 'start-[18px]',
  center: 'start-[calc(50%-6px)]',
  end: 'end-[18px]',
  above: '-bottom-[6.5px] border-e border-b',
  below: '-top-[6.5px] border-s border-t',
} as const;

/** Words beside a seat. It lies on the sheet and moves with it, but keeps its size when the map is enlarged. */
export function Note({ plan, spot, scale, kind, children }: NoteProps): ReactNode {
  const { direction } = useLocale();
  const { side, align } = anchorOf(spot, plan);
  const clear = ROW_UNITS * 0.5 * (side === 'above' ? -1 : 1);
  const style: CSSProperties = {
    insetInlineStart: spot.x * scale,
    insetBlockStart: (spot.y + clear) * scale,
    transform: `scale(var(--inverse-zoom, 1)) translate(${ALIGN[align]}, ${RISE[side]})`,
    transformOrigin: '0 0',
  };
  return (
    <div
      data-map-note
      style={style}
      className={cx('absolute z-10 w-max', kind === 'hint' && 'pointer-events-none')}
    >
      <div
        dir={direction}
        className={cx(
          'rounded-lg shadow-over',
          kind === 'callout'
            ? 'max-w-80 border border-line-strong bg-surface p-4 text-text'
            : 'max-w-64 bg-text px-3 py-2 text-sm text-ground',
        )}
      >
        {children}
      </div>
      {kind === 'callout' && (
        <span
          aria-hidden
          className={cx('absolute size-3 rotate-45 border-line-strong bg-surface', CARET[align], CARET[side])}
        />
      )}
    </div>
  );
}

export type Hint = (seat: Seat, view: SeatView) => ReactNode;

type HintLayerProps = {
  plan: Plan;
  pointing: PointingStore;
  source: SeatSource;
  scale: number;
  hint: Hint;
};

/** What staff see at the seat they point at or stand on; nothing where the page has nothing to say. */
export function HintLayer({ plan, pointing, source, scale, hint }: HintLayerProps): ReactNode {
  const seatId = useStore(
    pointing,
    ({ hovered, ring, cursor }) => hovered ?? (ring ? (cursor?.seatId ?? null) : null),
  );
  const spot = seatId === null ? undefined : plan.byId.get(seatId);
  if (!spot) return null;
  const words = hint(spot.seat, source.view(spot.seat.id));
  if (words === null || words === undefined || words === false) return null;
  return (
    <Note plan={plan} spot={spot} scale={scale} kind="hint">
      {words}
    </Note>
  );
}
