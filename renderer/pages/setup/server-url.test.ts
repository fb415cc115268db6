import { expect, test } from 'vitest';
import { isServerUrl } from './server-url.ts';

test.each([
  ['http://127.0.0.1:8410', true],
  [' https://foyer.example ', true],
  ['127.0.0.1:8410', false],
  ['ftp://foyer.example', false],
  ['http://', false],
  ['', false],
])('[CTR21] %j as the address of a server: %s', (text, isOne) => {
  expect(isServerUrl(text)).toBe(isOne);
});
