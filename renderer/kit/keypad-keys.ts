export type KeypadDigit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export type KeypadKey = KeypadDigit | '00' | 'back' | 'clear' | 'enter';

/** What of a keyboard event the keypad looks at. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'key' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** The value after a key: digits only, bounded; a sum never starts with a zero, a PIN may. */
export function pressKey(
  value: string,
  key: KeypadKey,
  rules: { lengthMax: number; leadingZeros: boolean },
): string {
  if (key === 'enter') return value;
  if (key === 'clear') return '';
  if (key === 'back') return value.slice(0, -1);
  const next = rules.leadingZeros ? value + key : (value + key).replace(/^0+/, '');
  return next.length > rules.lengthMax ? value : next;
}

/**
 * The keypad's key under a physical key: the digit row and the numeric pad by their place on the keyboard, whatever
 * the layout. Repeats of a held key and shortcuts are nobody's digits.
 */
export function keypadKeyOf(press: KeyPress): KeypadKey | null {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1];
  if (digit !== undefined && isDigit(digit)) return digit;
  switch (press.code) {
    case 'Backspace':
      return 'back';
    case 'Delete':
    case 'NumpadDecimal':
      return 'clear';
    case 'Enter':
    case 'NumpadEnter':
      return 'enter';
    default:
      return null;
  }
}

function isDigit(text: string): text is KeypadDigit {
  return text.length === 1 && text >= '0' && text <= '9';
}
