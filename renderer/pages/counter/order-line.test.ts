import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ORDER_LINE_LENGTH_MAX,
  type PartyPart,
  parseOrderLine,
  partySize,
  partyTypes,
  TICKET_LETTERS,
  writeOrderLine,
} from './order-line.ts';

const read = (text: string): string => {
  const line = parseOrderLine(text);
  if (line.kind === 'order') return writeOrderLine(line.showNumber, line.party);
  return line.kind === 'empty' ? 'empty' : `${line.reason}@${line.at}`;
};

describe('what clerks say', () => {
  test.each([
    ['2', '2a'],
    ['2a1c', '2a1c'],
    ['2ac', '2a1c'],
    ['ac', '1a1c'],
    ['1c2', '1c2a'],
    ['2A 1C', '2a1c'],
    ['2 + 1c', '2a1c'],
    ['a2a', '3a'],
    ['.17', '.17'],
    ['2a1c.17', '2a1c.17'],
    ['.17 2ac', '2a1c.17'],
    ['2,17', '2a.17'],
    ['1w1e', '1w1e'],
    ['1w1d', '1w1d'],
    ['20', '20a'],
    ['3s2p', '3s2p'],
    ['', 'empty'],
    ['  ', 'empty'],
  ])('[CTR1] %j reads as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['2x', 'unknown-letter@1'],
    ['x', 'unknown-letter@0'],
    ['2a?', 'unknown-letter@2'],
    ['0', 'no-seats@0'],
    ['0a', 'no-seats@0'],
    ['21', 'too-many@0'],
    ['15a6c', 'too-many@3'],
    ['99999999999999999999', 'too-many@0'],
    ['.', 'show-number@0'],
    ['2.0', 'show-number@1'],
    ['.1000', 'show-number@0'],
    ['.1.2', 'show-twice@2'],
  ])('[CTR2] %j is not understood, and where is said: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

const part = fc
  .record({
    letter: fc.constantFrom('a', 'c', 's', 'p', 'd', 'e', 'w' as const),
    count: fc.integer({ min: 1, max: 20 }),
  })
  .map(
    ({ letter, count }): PartyPart => ({
      ticketType: TICKET_LETTERS[letter],
      count,
      wheelchair: letter === 'w',
    }),
  );
const party = fc
  .uniqueArray(part, { selector: (one) => `${one.ticketType}${one.wheelchair}`, minLength: 1, maxLength: 7 })
  .filter((parts) => partySize(parts) <= 20);

test('[CTR1] every order that can be written reads back the same', () => {
  fc.assert(
    fc.property(party, fc.option(fc.integer({ min: 1, max: 999 })), (parts, showNumber) => {
      expect(parseOrderLine(writeOrderLine(showNumber, parts))).toEqual({
        kind: 'order',
        showNumber,
        party: parts,
      });
    }),
  );
});

test('[CTR2] any text is answered: an order of 1 to 20 seats, nothing, or the place of the mistake', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: ORDER_LINE_LENGTH_MAX }),
    fc.string({
      unit: fc.constantFrom(...Array.from('0123456789acspdewx.,+ ')),
      maxLength: ORDER_LINE_LENGTH_MAX,
    }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const line = parseOrderLine(text);
      if (line.kind === 'wrong') expect(line.at).toBeLessThan(text.length);
      if (line.kind !== 'order') return;
      expect(partySize(line.party)).toBeLessThanOrEqual(20);
      expect(partyTypes(line.party)).toHaveLength(partySize(line.party));
      expect(line.showNumber !== null || line.party.length > 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('[CTR1] wheelchair places come first in the order of types', () => {
  const line = parseOrderLine('2a1w');
  expect(line.kind === 'order' ? partyTypes(line.party) : null).toEqual(['disabled', 'adult', 'adult']);
});
