import { expect, test } from 'vitest';
import { z } from 'zod';
import { askServer } from './ask.ts';

const question = {
  identity: { serverUrl: 'http://server.test:8410', token: 'secret' },
  path: 'staff',
  schema: z.object({ staff: z.array(z.string()) }),
};
const answering =
  (response: () => Response): typeof fetch =>
  () =>
    Promise.resolve(response());

test('[CTR20] an answer is parsed before it is believed', async () => {
  expect(
    await askServer(
      question,
      answering(() => Response.json({ staff: ['Ana'] })),
    ),
  ).toEqual({
    kind: 'ok',
    value: { staff: ['Ana'] },
  });
  expect(
    await askServer(
      question,
      answering(() => Response.json({ staff: 7 })),
    ),
  ).toEqual({ kind: 'unreachable' });
});

test('[CTR20] a refusal keeps its code and how long to wait', async () => {
  const locked = () =>
    Response.json(
      { error: { code: 'locked', message: 'Wait.' } },
      { status: 429, headers: { 'retry-after': '59.2' } },
    );
  expect(await askServer(question, answering(locked))).toEqual({
    kind: 'refused',
    code: 'locked',
    message: 'Wait.',
    retryAfterSeconds: 60,
  });
});

test('[CTR20] a dead line is an answer, not an exception', async () => {
  const dead: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await askServer(question, dead)).toEqual({ kind: 'unreachable' });
});

test('[CTR20] the token travels in the header, and a body makes it a POST', async () => {
  let seen: Request | undefined;
  const spy: typeof fetch = (url, init) => {
    seen = new Request(url, init);
    return Promise.resolve(Response.json({ staff: [] }));
  };
  await askServer({ ...question, body: { pin: '1234' }, staffToken: 'staff' }, spy);
  expect(seen?.url).toBe('http://server.test:8410/staff');
  expect(seen?.method).toBe('POST');
  expect(seen?.headers.get('authorization')).toBe('Bearer secret');
  expect(seen?.headers.get('foyer-staff')).toBe('staff');
});
