import { expect, test } from 'vitest';
import { openLog } from './log.ts';

test('[HTTP11] whatever a careless line adds under the name of a secret is blotted out', () => {
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line) });
  const secret = 'do-not-say';
  log.info({ token: secret, pin: secret, customer: { name: secret } }, 'careless');
  log.info({ device: { token: secret }, booking: { customer: { name: secret }, note: secret } }, 'careless');
  log.info(
    { req: { method: 'GET', url: `/me?token=${secret}`, headers: { authorization: secret } } },
    'asked',
  );
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain(secret);
  expect(lines[2]).toContain('"path":"/me"');
});
