import { expect, test } from 'vitest';
import { ageLimitOf } from './certificate.ts';

test.each([
  ['U', undefined],
  ['PG', undefined],
  ['G', undefined],
  ['12A', undefined],
  ['15A', undefined],
  ['12', 12],
  ['15', 15],
  ['16', 16],
  ['18', 18],
  ['R18', 18],
  ['NC-17', 18],
  ['FSK 0', undefined],
  ['FSK 6', 6],
  ['FSK 12', 12],
  ['FSK 16', 16],
  [' 15 ', 15],
  ['16+', 16],
  ['TBC', undefined],
  ['99', undefined],
])('[IMP5] certificate %j admits from age %s', (certificate, age) => {
  expect(ageLimitOf(certificate)).toBe(age);
});
