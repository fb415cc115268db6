import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeyPress, type KeypadKey, keypadKeyOf, pressKey } from './keypad-keys.ts';

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: '',
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

test.each([
  ['Digit7', '7'],
  ['Numpad7', '7'],
  ['Numpad0', '0'],
  ['Backspace', 'back'],
  ['Delete', 'clear'],
  ['NumpadDecimal', 'clear'],
  ['Enter', 'enter'],
  ['NumpadEnter', 'enter'],
  ['KeyA', null],
  ['F8', null],
  ['NumpadAdd', null],
])('[KIT8] the physical key %s is %s', (code, key) => {
  expect(keypadKeyOf(press(code))).toBe(key);
});

test('[KIT8] a digit is found by its place, whatever the layout prints on it', () => {
  expect(keypadKeyOf(press('Digit1', { key: '&' }))).toBe('1');
});

test('[KIT9] repeats of a held key and shortcuts are nobody’s digits', () => {
  for (const more of [{ repeat: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
    expect(keypadKeyOf(press('Digit1', more))).toBeNull();
  }
});

const keys: readonly KeypadKey[] = ['0', '00', '1', '5', '9', 'back', 'clear', 'enter'];

test('[KIT10] a sum is digits without leading zeros, never longer than allowed; a PIN keeps its zeros', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...keys), { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      (typed, lengthMax) => {
        const sum = typed.reduce(
          (value, key) => pressKey(value, key, { lengthMax, leadingZeros: false }),
          '',
        );
        const pin = typed.reduce((value, key) => pressKey(value, key, { lengthMax, leadingZeros: true }), '');
        expect(sum).toMatch(/^([1-9][0-9]*)?$/);
        expect(pin).toMatch(/^[0-9]*$/);
        expect(Math.max(sum.length, pin.length)).toBeLessThanOrEqual(lengthMax);
      },
    ),
  );
  expect(pressKey('00', '7', { lengthMax: 4, leadingZeros: true })).toBe('007');
  expect(pressKey('20', '00', { lengthMax: 9, leadingZeros: false })).toBe('2000');
  expect(pressKey('123', 'back', { lengthMax: 9, leadingZeros: false })).toBe('12');
});
