import { Check } from 'lucide-react';
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button, useLocale } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/kit/index.ts';
import type { SeatView } from '#renderer/seatmap/seat-view.ts';
import { useLobby } from '#renderer/stores/lobby.ts';
import type { Screen, Seat } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { useSeatName } from '../../counter/map/use-seat-words.ts';
import { seatAfter } from './list-keys.ts';
import { usePressSeat, useSeatPrices } from './use-seats.ts';

type Views = ReadonlyMap<SeatId, SeatView>;

/** The seats row by row, for whom a map is no help. Only what can be had is shown, and what is the visitor's. */
export function SeatList({ screen, views }: { screen: Screen; views: Views }): ReactNode {
  const { t } = useTranslation('lobby');
  const list = useRef<HTMLUListElement>(null);
  // Opened at the visitor's own row; after that they scroll themselves.
  const hasOwn = [...views.values()].some(({ state }) => state === 'mine' || state === 'asked');
  useLayoutEffect(() => {
    if (hasOwn) list.current?.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'center' });
  }, [hasOwn]);
  const rows = screen.rows.map((row) => ({
    row,
    seats: screen.seats.filter((seat) => seat.row === row && isShown(views.get(seat.id))),
  }));
  const keys = useListKeys(
    rows.map(({ seats }) => seats.map(({ id }) => id)),
    views,
    list,
  );
  return (
    <ul ref={list} {...keys.list} className="lobby-scroll flex min-h-0 flex-1 flex-col px-4 pb-4 sm:px-8">
      {rows.map(({ row, seats }) => {
        const free = seats.filter((seat) => isFree(views.get(seat.id))).length;
        return (
          <li key={row} className="flex gap-4 border-b border-line py-3">
            <div className="w-20 shrink-0 pt-1">
              <p className="text-lg font-strong">{t('seats.row', { row })}</p>
              <p className="text-quiet">{t('seats.freeInRow', { count: free })}</p>
            </div>
            {seats.length === 0 ? (
              <p className="pt-1 text-quiet">{t('seats.noneFree')}</p>
            ) : (
              <ul className="flex flex-1 flex-wrap gap-2">
                {seats.map((seat) => (
                  <li key={seat.id}>
                    <SeatButton
                      seat={seat}
                      view={views.get(seat.id) ?? { state: 'available' }}
                      isStop={seat.id === keys.stop}
                    />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const isShown = (view: SeatView | undefined): boolean =>
  isFree(view) || view?.state === 'mine' || view?.state === 'asked';

/** A seat that somebody else may have by now is not offered. */
const isFree = (view: SeatView | undefined): boolean => view?.state === 'available' && view.unsure !== true;

/** The list is one stop of the Tab key, at the visitor's own seat to begin with; arrows lead through it. */
function useListKeys(
  rows: readonly (readonly SeatId[])[],
  views: Views,
  list: RefObject<HTMLElement | null>,
) {
  const { direction } = useLocale();
  const [at, setAt] = useState<SeatId | null>(null);
  const shown = rows.flat();
  const own = shown.find((id) => views.get(id)?.state !== 'available');
  const stop = at !== null && shown.includes(at) ? at : (own ?? shown[0] ?? null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (stop === null) return;
    const next = seatAfter(rows, stop, event.key, direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
    if (next === null) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-seat="${CSS.escape(next)}"]`)?.focus();
  };
  const onFocus = ({ target }: FocusEvent): void => {
    const id = shown.find((one) => one === target.getAttribute('data-seat'));
    if (id !== undefined) setAt(id);
  };
  return { stop, list: { onKeyDown, onFocus } };
}

function SeatButton({ seat, view, isStop }: { seat: Seat; view: SeatView; isStop: boolean }): ReactNode {
  const { t } = useTranslation('trade');
  const describe = useSeatName(useSeatPrices());
  const press = usePressSeat();
  const isMoving = useLobby((state) => state.moving === seat.id);
  const isOwn = view.state !== 'available';
  const mark =
    seat.wheelchair === true ? t('seat.wheelchair') : seat.companion === true ? t('seat.companion') : null;
  return (
    <Button
      aria-label={describe(seat, view)}
      aria-pressed={isOwn}
      data-seat={seat.id}
      excludeFromTabOrder={!isStop}
      onPress={() => press(seat.id)}
      className={cx(
        'flex min-h-target min-w-target flex-col items-center justify-center rounded-md border px-2 text-lg tabular-nums',
        isOwn ? 'border-accent-line bg-accent font-strong text-on-accent' : 'border-line-strong bg-surface',
        isMoving && 'outline-4 outline-offset-2 outline-accent',
        view.state === 'asked' && 'border-dashed',
      )}
    >
      <span className="flex items-center gap-1">
        {isOwn && <Check aria-hidden size={18} />}
        {seat.label}
      </span>
      <span className="text-xs">{mark ?? (seat.type === 'regular' ? null : t(`seatType.${seat.type}`))}</span>
    </Button>
  );
}
