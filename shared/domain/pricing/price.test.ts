import { describe, expect, test } from 'vitest';
import { Day } from '#shared/wire/scalars.ts';
import {
  baseRule,
  FROM,
  money,
  movieOf,
  percentRule,
  priced,
  showAt,
  ticket,
  versionOf,
} from './cinema.fixture.ts';
import { explainLine } from './price.ts';
import { standardTariffVersion } from './standard.ts';

const WEDNESDAY = '2026-11-25T15:00:00Z';
const SATURDAY_EVENING = '2026-11-28T20:00:00Z';
const FLAT = standardTariffVersion({
  version: 1,
  from: FROM,
  taxRate: 2_000,
  base: money(1_000),
  flatTuesday: money(500),
  holidays: [Day.parse('2026-12-25'), Day.parse('2026-12-26')],
});

function explained(query: Parameters<typeof priced>[0], locale = 'en'): string[] {
  return priced(query).lines.map((line) => explainLine(line, 'EUR', locale));
}

describe('the price list', () => {
  test.each([
    ['regular', 'adult', WEDNESDAY, 1_000],
    ['premium', 'adult', WEDNESDAY, 1_500],
    ['vip', 'adult', WEDNESDAY, 2_000],
    ['recliner', 'adult', WEDNESDAY, 2_500],
    ['regular', 'adult', SATURDAY_EVENING, 1_500],
    ['recliner', 'adult', SATURDAY_EVENING, 3_750],
    ['regular', 'adult', '2026-11-28T12:00:00Z', 1_250],
    ['regular', 'child', WEDNESDAY, 700],
    ['regular', 'student', WEDNESDAY, 800],
    ['regular', 'senior', WEDNESDAY, 750],
    ['regular', 'disabled', WEDNESDAY, 500],
    ['regular', 'child', SATURDAY_EVENING, 1_050],
    ['regular', 'adult', '2026-11-25T10:00:00Z', 800],
    ['regular', 'adult', '2026-11-25T12:00:00Z', 1_000],
  ] as const)('[PRC1] %s seat, %s, %s costs %i', (type, ticketType, startsAt, total) => {
    expect(priced({ startsAt, seats: [ticket(`${type}-1`, ticketType)] }).total).toBe(total);
  });

  test.each([
    ['17:59', '2026-11-25T17:59:00Z', 1_000],
    ['18:00', '2026-11-25T18:00:00Z', 1_200],
    ['21:59', '2026-11-25T21:59:00Z', 1_200],
    ['22:00', '2026-11-25T22:00:00Z', 1_000],
    ['18:00 in summer is 17:00 UTC', '2026-07-01T17:00:00Z', 1_200],
    ['Friday 23:59', '2026-11-27T23:59:00Z', 1_000],
    ['Saturday 00:00 is the weekend', '2026-11-28T00:00:00Z', 1_250],
    ['Monday 00:00 is not', '2026-11-30T00:00:00Z', 1_000],
    ['Saturday by the cinema’s clock, Friday by UTC', '2026-07-03T23:30:00Z', 1_250],
  ])('[PRC2] a start at %s', (_, startsAt, total) => {
    expect(priced({ startsAt, seats: [ticket('regular-1')] }).total).toBe(total);
  });

  test.each([
    ['3D', { format: '3d' }, null, 1_150],
    ['IMAX', { format: 'imax' }, null, 1_300],
    ['a movie six days old', {}, '2026-11-19', 1_100],
    ['a movie a week old', {}, '2026-11-18', 1_000],
    ['a preview', {}, '2026-11-27', 1_100],
  ])('[PRC3] %s', (_, extra, released, total) => {
    const movie = released === null ? null : movieOf(released);
    expect(priced({ show: showAt(WEDNESDAY, extra), movie, seats: [ticket('regular-1')] }).total).toBe(total);
  });

  test('[PRC3] a group of ten pays a tenth less, nine do not', () => {
    const seats = Array.from({ length: 10 }, (_, at) => ticket(`regular-${at + 1}`));
    expect(priced({ seats }).total).toBe(9_000);
    expect(priced({ seats: seats.slice(1) }).total).toBe(9_000);
    expect(priced({ seats: seats.slice(1) }).lines[0]?.total).toBe(1_000);
  });

  test('[PRC3] a holiday costs a quarter more', () => {
    expect(
      priced({ startsAt: '2026-12-25T15:00:00Z', version: FLAT, seats: [ticket('regular-1')] }).total,
    ).toBe(1_250);
  });
});

describe('reading a price', () => {
  test('[PRC4] every step says what it added', () => {
    expect(explained({ startsAt: SATURDAY_EVENING, seats: [ticket('regular-1')] })).toEqual([
      'Base 10.00 · Weekend +25 % 2.50 · Evening +20 % 2.50 · = 15.00',
    ]);
    expect(explained({ startsAt: SATURDAY_EVENING, seats: [ticket('premium-1', 'child')] })).toEqual([
      'Base ×1.5 15.00 · Weekend +25 % 3.75 · Evening +20 % 3.75 · Child -30 % -6.75 · = 15.75',
    ]);
    expect(explained({ seats: [ticket('regular-1')] }, 'de')).toEqual(['Base 10,00 · = 10,00']);
  });

  test('[PRC5] 10 × 1.25 × 1.20 × 1.30 × 1.25 is 24.38, and a cap cuts it', () => {
    const rules = [
      baseRule(1_000),
      percentRule(2_500),
      percentRule(2_000),
      percentRule(3_000),
      percentRule(2_500, {}, 'b'),
    ];
    const seats = [ticket('regular-1')];
    const free = priced({ version: versionOf(rules), seats });
    expect(free.lines[0]?.steps.map((step) => step.amount)).toEqual([1_000, 250, 250, 450, 488]);
    expect(free.total).toBe(2_438);
    const cap = { id: 'cap', kind: 'cap', label: 'At most', amount: 2_000 };
    expect(explained({ version: versionOf([...rules, cap]), seats }).at(0)).toMatch(
      / · At most -4\.38 · = 20\.00$/,
    );
  });

  test('[PRC5] the cent by which rounded steps miss the price is a step of its own', () => {
    const rules = [baseRule(1_001), percentRule(2_500), percentRule(2_500, {}, 'b')];
    expect(explained({ version: versionOf(rules), seats: [ticket('regular-1')] })).toEqual([
      'Base 10.01 · percent 2500 +25 % 2.50 · b +25 % 3.13 · = 15.64',
    ]);
    // 2 cents, half a cent and five eighths of one are 3 cents, though each part rounds up.
    const small = [baseRule(2), percentRule(2_500), percentRule(2_500, {}, 'b')];
    expect(explained({ version: versionOf(small), seats: [ticket('regular-1')] })).toEqual([
      'Base 0.02 · percent 2500 +25 % 0.01 · b +25 % 0.01 · Rounding -0.01 · = 0.03',
    ]);
  });
});

describe('flat days', () => {
  const TUESDAY_EVENING = '2026-11-24T20:00:00Z';

  test.each(['regular', 'premium', 'vip', 'recliner'])(
    '[PRC6] on flat Tuesday at 20:00 a %s is 5.00',
    (type) => {
      const movie = movieOf('2026-11-24');
      const lines = explained({
        startsAt: TUESDAY_EVENING,
        version: FLAT,
        movie,
        seats: [ticket(`${type}-1`)],
      });
      expect(lines).toEqual(['Flat Tuesday 5.00 · = 5.00']);
    },
  );

  test('[PRC6] child or IMAX change nothing, a companion is still free', () => {
    const seats = [ticket('regular-1', 'child'), ticket('vip-1', 'disabled'), ticket('vip-2', 'companion')];
    const show = showAt(TUESDAY_EVENING, { format: 'imax' });
    expect(priced({ show, version: FLAT, seats }).lines.map((line) => line.total)).toEqual([500, 500, 0]);
  });

  test('[PRC6] on Wednesday it does not apply', () => {
    expect(priced({ startsAt: WEDNESDAY, version: FLAT, seats: [ticket('recliner-1')] }).total).toBe(2_500);
  });
});

describe('companions', () => {
  test('[PRC7] one companion goes free with each disabled visitor; any other pays like an adult', () => {
    const seats = [
      ticket('regular-1', 'disabled'),
      ticket('regular-2', 'companion'),
      ticket('regular-3', 'companion'),
    ];
    expect(explained({ seats })).toEqual([
      'Base 10.00 · Disabled -50 % -5.00 · = 5.00',
      'Base 10.00 · Companion -100 % -10.00 · = 0.00',
      'Base 10.00 · = 10.00',
    ]);
    expect(priced({ seats: [ticket('regular-1', 'companion')] }).total).toBe(1_000);
  });
});
