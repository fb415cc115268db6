import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { SeatMapHandle } from '#renderer/seatmap/seat-map.tsx';
import { counter } from '#renderer/stores/counter.ts';
import { useSettings } from '#renderer/stores/settings.ts';
import type { Desk } from '../desk/desk.ts';
import { openScan } from '../sales/open-scan.ts';
import { act } from './acts.ts';
import { placeOf, takesEnter } from './focus.ts';
import { type HeldKeys, pressKey, releaseKey } from './held.ts';
import { actionOf, type CounterAction, type Keymap, lineCharacter, withChanges } from './keymap.ts';
import { type Burst, NO_BURST, SILENCE_MS, STUMBLE_MS_MAX, scanKey, scanSilence } from './scan.ts';
import { typed, typedNow } from './typing.ts';

type Pressed = {
  held: HeldKeys;
  burst: Burst;
  /** What was typed before the burst began: a scan withdraws its first characters. */
  before: string;
  silence: ReturnType<typeof setTimeout> | undefined;
};

const MOVE = {
  'map-up': 'up',
  'map-down': 'down',
  'map-left': 'left',
  'map-right': 'right',
} as const;
type MapAction = keyof typeof MOVE;
const isMapAction = (action: CounterAction | null): action is MapAction =>
  action !== null && Object.hasOwn(MOVE, action);

/** The keys of the counter, from anywhere on the page, acting only where they mean something. */
export function useCounterKeys(desk: Desk, map: RefObject<SeatMapHandle | null>): void {
  const pressed = useRef<Pressed>({ held: new Map(), burst: NO_BURST, before: '', silence: undefined });
  const keymap = withChanges(useSettings((state) => state.keys));
  const onDown = useEffectEvent((event: KeyboardEvent) => {
    if (!down(desk, map, keymap, pressed.current, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const onUp = ({ code }: KeyboardEvent): void => {
      pressed.current.held = releaseKey(pressed.current.held, code);
    };
    const onBlur = (): void => {
      pressed.current.held = new Map();
    };
    // Before React's own listeners: Enter with a typed line must not press the button that has the focus.
    window.addEventListener('keydown', onDown, { capture: true });
    window.addEventListener('keyup', onUp, { capture: true });
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onDown, { capture: true });
      window.removeEventListener('keyup', onUp, { capture: true });
      window.removeEventListener('blur', onBlur);
    };
  }, []);
}

/** Handles one key that went down; true when it was ours. */
function down(
  desk: Desk,
  map: RefObject<SeatMapHandle | null>,
  keymap: Keymap,
  pressed: Pressed,
  event: KeyboardEvent,
): boolean {
  const { held, isRepeat } = pressKey(pressed.held, {
    code: event.code,
    repeat: event.repeat,
    atMs: event.timeStamp,
  });
  pressed.held = held;
  const place = placeOf(event.target);
  if (place === 'own' || counter.get().help) return false;
  const action = actionOf(keymap, event.code);
  const mayRepeat = action === 'erase' || isMapAction(action);
  if (isRepeat && !mayRepeat) return action !== null || (place === 'page' && event.key.length === 1);
  if (place !== 'field' && scan(desk, pressed, event)) return true;
  if (isMapAction(action)) return moveOn(map, action, place);
  // In a field of somebody's name only function keys and Escape are ours.
  if (place === 'field' && (action === null || action === 'confirm' || action === 'erase')) return false;
  if (action === 'erase' && place === 'line') return false;
  if (action === 'confirm' && takesEnter(event.target)) return false;
  if (action !== null) return act(desk, action, event.code);
  return place !== 'field' && write(event, place === 'line');
}

/** A burst of keys is a scanner: nothing of it acts as typed, and what it wrote is withdrawn. */
function scan(desk: Desk, pressed: Pressed, event: KeyboardEvent): boolean {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey) return false;
  if (key.length !== 1 && key !== 'Enter' && key !== 'Tab') return false;
  const sinceLastMs = event.timeStamp - pressed.burst.atMs;
  const earlier = typedNow();
  const step = scanKey(pressed.burst, key, event.timeStamp);
  // A scanner may stumble over its first keys: they are withdrawn with the others.
  if (step.burst.text.length === 1 && sinceLastMs >= STUMBLE_MS_MAX) pressed.before = earlier;
  pressed.burst = step.burst;
  clearTimeout(pressed.silence);
  if (!step.isScan) return false;
  typed(pressed.before);
  if (step.scanned !== null) void openScan(desk, step.scanned);
  else pressed.silence = setTimeout(() => fallSilent(desk, pressed), SILENCE_MS);
  return true;
}

function fallSilent(desk: Desk, pressed: Pressed): void {
  const step = scanSilence(pressed.burst);
  pressed.burst = step.burst;
  if (step.scanned !== null) void openScan(desk, step.scanned);
}

function moveOn(
  map: RefObject<SeatMapHandle | null>,
  action: MapAction,
  place: ReturnType<typeof placeOf>,
): boolean {
  if (place === 'map' || place === 'field') return false;
  const alongLine = action === 'map-left' || action === 'map-right';
  if (place === 'line' && alongLine && typedNow() !== '') return false;
  map.current?.move(MOVE[action]);
  return true;
}

/** A character for the order line or the cash field. */
function write(event: KeyboardEvent, isFocused: boolean): boolean {
  const character = lineCharacter({
    code: event.code,
    key: event.key,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
  });
  if (character === null) return false;
  // The field with the focus writes by itself, at its caret, unless the layout says something else at this position.
  if (isFocused && character === event.key) return false;
  typed(typedNow() + character);
  return true;
}
