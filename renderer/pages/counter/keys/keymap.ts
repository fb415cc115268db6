/** What a key of the counter may mean. Pages decide whether it means anything just now. */
export const COUNTER_ACTIONS = [
  'cash',
  'card',
  'park',
  'next-show',
  'extend',
  'find',
  'disputes',
  'receipt',
  'print-again',
  'till',
  'confirm',
  'back',
  'help',
  'erase',
  'map-up',
  'map-down',
  'map-left',
  'map-right',
] as const;
export type CounterAction = (typeof COUNTER_ACTIONS)[number];

/** Physical positions (`KeyboardEvent.code`), so that a layout or a lock key changes nothing. */
export type Keymap = Readonly<Record<CounterAction, readonly string[]>>;

export const KEYMAP: Keymap = {
  cash: ['F8', 'NumpadAdd'],
  card: ['F9', 'NumpadSubtract'],
  park: ['F6'],
  'next-show': ['F4'],
  extend: ['F7'],
  find: ['F3', 'NumpadDivide'],
  disputes: ['F2'],
  receipt: ['F10', 'NumpadMultiply'],
  'print-again': ['F5'],
  till: ['F12'],
  confirm: ['Enter', 'NumpadEnter'],
  back: ['Escape'],
  help: ['F1'],
  erase: ['Backspace'],
  'map-up': ['ArrowUp'],
  'map-down': ['ArrowDown'],
  'map-left': ['ArrowLeft'],
  'map-right': ['ArrowRight'],
};

/** Keys that may be given another meaning; the others (Enter, Escape, arrows) mean the same in every program. */
export const CHANGEABLE = [
  'cash',
  'card',
  'park',
  'next-show',
  'extend',
  'find',
  'disputes',
  'receipt',
  'print-again',
  'till',
  'help',
] as const;
export type ChangeableAction = (typeof CHANGEABLE)[number];
export type KeyChanges = Readonly<Partial<Record<ChangeableAction, string>>>;

/** The keymap with this till's own choices; a key given away is taken from whatever had it. */
export function withChanges(changes: KeyChanges): Keymap {
  const given = new Set(Object.values(changes));
  const kept = (action: CounterAction): readonly string[] =>
    KEYMAP[action].filter((code) => !given.has(code));
  const changed: Partial<Record<CounterAction, readonly string[]>> = {};
  for (const action of COUNTER_ACTIONS) changed[action] = kept(action);
  for (const action of CHANGEABLE) {
    const code = changes[action];
    if (code !== undefined) changed[action] = [code];
  }
  return { ...KEYMAP, ...changed };
}

export function actionOf(keymap: Keymap, code: string): CounterAction | null {
  return COUNTER_ACTIONS.find((action) => keymap[action].includes(code)) ?? null;
}

/** A key that may be chosen: function keys and the numeric pad's signs, never what text or the order line needs. */
export function isChoosable(code: string): boolean {
  return /^F([1-9]|1[0-2])$/.test(code) || /^Numpad(Add|Subtract|Multiply|Divide)$/.test(code);
}

export type KeyPress = {
  readonly code: string;
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

/**
 * The character a key writes into the order line, or null. Digits and the point are physical, so that AZERTY's
 * top row and a German numeric pad write them too. A letter is what the layout says if that is a Latin letter
 * (clerks learn `c` for child), otherwise the one at that position.
 */
export function lineCharacter(press: KeyPress): string | null {
  if (press.ctrl || press.alt || press.meta) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return digit;
  if (press.code === 'NumpadDecimal' || press.code === 'Period' || press.code === 'Comma') return '.';
  const position = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (/^[A-Za-z]$/.test(press.key)) return press.key.toLowerCase();
  return position === undefined ? null : position.toLowerCase();
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  Enter: '↵',
  NumpadEnter: 'Num ↵',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num −',
  NumpadMultiply: 'Num ×',
  NumpadDivide: 'Num ÷',
  Escape: 'Esc',
  Backspace: '⌫',
};

/** What is printed on a key, as far as that is the same everywhere. */
export function keyName(code: string): string {
  return KEY_NAMES[code] ?? code;
}
