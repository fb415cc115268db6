import { expect, test } from 'vitest';
import { judgeRequest, type Knock } from './gate.ts';

const PORT = 8411;
const own = {
  host: '127.0.0.1:8411',
  origin: 'http://127.0.0.1:8411',
  'sec-fetch-site': 'same-origin',
  'x-foyer-bridge': '1',
  'content-type': 'application/json',
};
const post = (change: Knock['headers']): Knock => ({ method: 'POST', headers: { ...own, ...change } });

test('[AGT5] our own page may ask, and so may a program of this machine that names no origin', () => {
  expect(judgeRequest(post({}), PORT).kind).toBe('in');
  expect(judgeRequest(post({ origin: undefined, 'sec-fetch-site': undefined }), PORT).kind).toBe('in');
  expect(judgeRequest(post({ 'content-type': 'application/json; charset=utf-8' }), PORT).kind).toBe('in');
});

test.each([
  ['a name that points at this machine', { host: 'evil.example:8411' }, 421],
  ['another port', { host: '127.0.0.1:8410' }, 421],
  ['no host', { host: undefined }, 421],
  ['localhost, which is another origin', { host: 'localhost:8411' }, 421],
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another port of this machine', { origin: 'http://127.0.0.1:8412' }, 403],
  ['a sandboxed frame or a file', { origin: 'null' }, 403],
  ['a link from another site', { origin: undefined, 'sec-fetch-site': 'cross-site' }, 403],
  ['another port by its own word', { origin: undefined, 'sec-fetch-site': 'same-site' }, 403],
  ['a form, which cannot send our header', { 'x-foyer-bridge': undefined }, 403],
  ['a form’s content', { 'content-type': 'text/plain' }, 415],
  ['no content', { 'content-type': undefined }, 415],
] as const)('[AGT5] %s may not ask: %o', (_who, change, status) => {
  expect(judgeRequest(post(change), PORT)).toMatchObject({ kind: 'out', status });
});

test('[AGT4] pages are given at the one address; localhost is sent there, other names are not', () => {
  const get = (host: string): string => judgeRequest({ method: 'GET', headers: { host } }, PORT).kind;
  expect(get('127.0.0.1:8411')).toBe('in');
  expect(get('rebound.example:8411')).toBe('out');
  expect(judgeRequest({ method: 'GET', headers: { host: 'localhost:8411' } }, PORT)).toEqual({
    kind: 'elsewhere',
    origin: 'http://127.0.0.1:8411',
  });
});

test('[AGT5] other methods are not understood, least of all a browser’s question whether it may', () => {
  for (const method of ['OPTIONS', 'PUT', 'DELETE', 'CONNECT']) {
    expect(judgeRequest({ method, headers: own }, PORT)).toMatchObject({ kind: 'out', status: 405 });
  }
});
