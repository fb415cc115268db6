import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { SeatId } from '#shared/wire/scalars.ts';
import type { PointingStore } from './cursor-store.ts';
import { cursorOn, firstCursor, type Move, moved, moveOfKey } from './moves.ts';
import type { PanZoom } from './pan-zoom.ts';
import type { Plan, Point } from './plan.ts';

const ZOOM_OF_KEY: Readonly<Record<string, number>> = { '+': 1.5, '=': 1.5, '-': 1 / 1.5 };

export type MapKeys = {
  onKeyDown: (event: KeyboardEvent) => void;
  /** Moves the keyboard's seat and gives it the focus. */
  move: (move: Move) => void;
  focus: () => void;
  /** The seat that took the focus by itself (Tab, a press, a screen reader). */
  stand: (seatId: SeatId, ring: boolean) => void;
};

type Wiring = {
  plan: Plan;
  box: RefObject<HTMLElement | null>;
  pointing: PointingStore;
  panZoom: RefObject<PanZoom | null>;
  toSheet: (point: Point) => Point;
  onToggle: (seatId: SeatId) => void;
};

/** The keyboard on the map: Tab reaches one seat, arrows move over the others, Enter and Space take or give back. */
export function useMapKeys(wiring: Wiring): MapKeys {
  const { plan, box, pointing, panZoom, toSheet, onToggle } = wiring;

  // Which seat Tab reaches is set on the elements themselves: as a prop it would redraw two seats on each step.
  useEffect(() => {
    const seatOf = (seatId: SeatId): Element | null => seatElement(box.current, seatId);
    pointing.setState({ cursor: firstCursor(plan), ring: false, hovered: null });
    const first = pointing.getState().cursor;
    if (first) seatOf(first.seatId)?.setAttribute('tabindex', '0');
    return pointing.subscribe((now, before) => {
      if (now.cursor?.seatId === before.cursor?.seatId) return;
      if (before.cursor) seatOf(before.cursor.seatId)?.setAttribute('tabindex', '-1');
      if (now.cursor) seatOf(now.cursor.seatId)?.setAttribute('tabindex', '0');
    });
  }, [plan, box, pointing]);

  const focus = (): void => {
    const seatId = pointing.getState().cursor?.seatId;
    if (seatId === undefined) return;
    pointing.setState({ ring: true });
    seatElement(box.current, seatId)?.focus({ preventScroll: true });
    const spot = plan.byId.get(seatId);
    if (spot) panZoom.current?.reveal(toSheet(spot));
  };
  const move = (by: Move): void => {
    const { cursor } = pointing.getState();
    if (cursor) pointing.setState({ cursor: moved(plan, cursor, by) });
    focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (seatIdOf(event.target, plan) === null) return;
    const step = moveOfKey(event.key);
    const zoom = ZOOM_OF_KEY[event.key];
    if (step !== null) move(step);
    else if (zoom !== undefined) {
      panZoom.current?.zoomBy(zoom);
      focus();
    } else if (event.key === 'Enter' || event.key === ' ') toggle(event);
    else return;
    event.preventDefault();
  };
  const toggle = (event: KeyboardEvent): void => {
    const seatId = seatIdOf(event.target, plan);
    if (seatId !== null && !event.repeat) onToggle(seatId);
  };
  const stand = (seatId: SeatId, ring: boolean): void => {
    if (pointing.getState().cursor?.seatId !== seatId) pointing.setState({ cursor: cursorOn(plan, seatId) });
    pointing.setState({ ring });
  };
  return { onKeyDown, move, focus, stand };
}

function seatElement(box: HTMLElement | null, seatId: SeatId): SVGGElement | null {
  return box?.querySelector<SVGGElement>(`[data-seat="${seatId}"]`) ?? null;
}

/** The seat an event happened on, if any. */
export function seatIdOf(target: EventTarget | null, plan: Plan): SeatId | null {
  if (!(target instanceof Element)) return null;
  const named = SeatId.safeParse(target.closest('[data-seat]')?.getAttribute('data-seat'));
  return named.success && plan.byId.has(named.data) ? named.data : null;
}
