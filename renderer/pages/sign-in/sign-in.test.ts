import { expect, test } from 'vitest';
import { outcomeOf } from './sign-in.ts';

const refused = (code: string, retryAfterSeconds = 0) =>
  outcomeOf({ kind: 'refused', code, message: 'No.', retryAfterSeconds });

test('[CTR22] a wrong PIN, a lock and a dead line are three different things', () => {
  expect(refused('wrong-pin')).toEqual({ kind: 'wrong' });
  expect(refused('locked', 60)).toEqual({ kind: 'locked', seconds: 60 });
  expect(refused('too-many-requests', 5)).toEqual({ kind: 'locked', seconds: 5 });
  expect(refused('not-allowed')).toEqual({ kind: 'refused', message: 'No.' });
  expect(outcomeOf({ kind: 'unreachable' })).toEqual({ kind: 'unreachable' });
});
