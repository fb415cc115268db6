import { describe, expect, test } from 'vitest';
import {
  actionOf,
  CHANGEABLE,
  COUNTER_ACTIONS,
  isChoosable,
  KEYMAP,
  lineCharacter,
  withChanges,
} from './keymap.ts';

const press = (code: string, key: string) => ({ code, key, ctrl: false, alt: false, meta: false });

test('[KEY3] every key means one thing', () => {
  const codes = COUNTER_ACTIONS.flatMap((action) => KEYMAP[action]);
  expect(new Set(codes).size).toBe(codes.length);
});

describe('physical positions', () => {
  test.each([
    ['Digit2', 'é', '2'],
    ['Numpad2', '2', '2'],
    ['NumpadDecimal', ',', '.'],
    ['Period', '.', '.'],
    ['KeyA', 'a', 'a'],
    ['KeyQ', 'a', 'a'],
    ['KeyC', 'C', 'c'],
    ['KeyC', 'с', 'c'],
    ['Slash', '/', null],
    ['F8', 'F8', null],
  ])('[KEY3] %s (%s) writes %j', (code, key, expected) => {
    expect(lineCharacter(press(code, key))).toBe(expected);
  });

  test('[KEY3] a browser shortcut never writes into the order line', () => {
    expect(lineCharacter({ ...press('KeyC', 'c'), ctrl: true })).toBeNull();
    expect(lineCharacter({ ...press('KeyC', 'c'), meta: true })).toBeNull();
  });
});

test('[KEY4] a changed key is taken from what it meant before', () => {
  const keymap = withChanges({ cash: 'F9' });
  expect(actionOf(keymap, 'F9')).toBe('cash');
  expect(actionOf(keymap, 'F8')).toBeNull();
  expect(actionOf(keymap, 'NumpadSubtract')).toBe('card');
});

test('[KEY4] only keys that neither text nor the order line needs can be chosen', () => {
  expect(CHANGEABLE.every((action) => KEYMAP[action].every(isChoosable))).toBe(true);
  for (const code of ['Enter', 'Escape', 'KeyA', 'Digit1', 'Numpad1', 'ArrowUp', 'Space']) {
    expect(isChoosable(code)).toBe(false);
  }
});
