import { expect, test } from 'vitest';
import { CONFIRM_WAIT_MS, confirmGuard } from './guard.ts';

test.each([
  [CONFIRM_WAIT_MS, 'pointer', 'pointer', { kind: 'now' }],
  [299, 'pointer', 'F8', { kind: 'ignore' }],
  [50, 'Enter', 'Enter', { kind: 'ignore' }],
  [50, 'Enter', 'F8', { kind: 'wait', forMs: 250 }],
  [-1, 'Enter', 'F8', { kind: 'wait', forMs: 300 }],
])(
  '[KEY5] %d ms after opening, a confirmation by %s of a panel opened by %s: %j',
  (ms, by, openedBy, answer) => {
    expect(confirmGuard({ sinceOpenMs: ms, by, openedBy })).toEqual(answer);
  },
);
