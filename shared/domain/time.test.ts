import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Day } from '#shared/wire/scalars.ts';
import { addDays, businessDayOf, businessDayRange, daysBetween, instantAt, localOf } from './time.ts';

const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';
const at = (text: string) => Date.parse(text);
const day = (text: string) => Day.parse(text);
const HOUR_MS = 3_600_000;

describe('what the wall says', () => {
  test.each([
    ['2026-11-28T20:15:00Z', LONDON, '2026-11-28', 6, '20:15'],
    ['2026-07-04T20:15:00Z', LONDON, '2026-07-04', 6, '21:15'],
    ['2026-11-29T03:00:00Z', NEW_YORK, '2026-11-28', 6, '22:00'],
    ['2026-11-23T18:30:00Z', 'Asia/Kolkata', '2026-11-24', 2, '00:00'],
    // London, spring: 00:59 is followed by 02:00.
    ['2026-03-29T00:59:00Z', LONDON, '2026-03-29', 7, '00:59'],
    ['2026-03-29T01:00:00Z', LONDON, '2026-03-29', 7, '02:00'],
    // London, autumn: 01:30 comes twice.
    ['2026-10-25T00:30:00Z', LONDON, '2026-10-25', 7, '01:30'],
    ['2026-10-25T01:30:00Z', LONDON, '2026-10-25', 7, '01:30'],
    // New York, spring and autumn.
    ['2026-03-08T06:59:00Z', NEW_YORK, '2026-03-08', 7, '01:59'],
    ['2026-03-08T07:00:00Z', NEW_YORK, '2026-03-08', 7, '03:00'],
    ['2026-11-01T05:30:00Z', NEW_YORK, '2026-11-01', 7, '01:30'],
    ['2026-11-01T06:30:00Z', NEW_YORK, '2026-11-01', 7, '01:30'],
  ])('[TIM1] %s in %s is %s, weekday %i, %s', (instant, zone, expectedDay, weekday, clock) => {
    const [hours, minutes] = clock.split(':').map(Number);
    const minuteOfDay = (hours ?? 0) * 60 + (minutes ?? 0);
    expect(localOf(at(instant), zone)).toEqual({ day: expectedDay, weekday, minuteOfDay });
  });

  test('[TIM1] an unknown zone is an error, not a guess', () => {
    expect(() => localOf(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('the business day', () => {
  test.each([
    ['the late show belongs to the evening before', '2026-11-29T01:30:00Z', LONDON, '2026-11-28'],
    ['04:59 is still yesterday', '2026-11-29T04:59:59Z', LONDON, '2026-11-28'],
    ['05:00 is today', '2026-11-29T05:00:00Z', LONDON, '2026-11-29'],
    ['also in the night the clocks go forward', '2026-03-29T03:59:59Z', LONDON, '2026-03-28'],
    ['and in the night they go back', '2026-10-25T04:59:59Z', LONDON, '2026-10-24'],
    ['New York, forward', '2026-03-08T08:59:59Z', NEW_YORK, '2026-03-07'],
    ['New York, back', '2026-11-01T09:59:59Z', NEW_YORK, '2026-10-31'],
  ])('[TIM2] %s', (_, instant, zone, expected) => {
    expect(businessDayOf(at(instant), zone, '05:00')).toBe(expected);
  });

  test.each([
    ['an ordinary day', '2026-11-23', LONDON, 24],
    ['the night London loses an hour', '2026-03-28', LONDON, 23],
    ['the night London gains one', '2026-10-24', LONDON, 25],
    ['the night New York loses one', '2026-03-07', NEW_YORK, 23],
    ['the night New York gains one', '2026-10-31', NEW_YORK, 25],
  ])('[TIM3] %s has its hours', (_, text, zone, hours) => {
    const { fromMs, toMs } = businessDayRange(day(text), zone, '05:00');
    expect((toMs - fromMs) / HOUR_MS).toBe(hours);
  });

  const zones = fc.constantFrom(
    LONDON,
    NEW_YORK,
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'America/Havana',
    'UTC',
    'Pacific/Apia',
    'America/Sao_Paulo',
    'Asia/Beirut',
  );
  const instants = fc.integer({ min: at('2010-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
  const ends = fc.constantFrom('00:00', '00:30', '01:30', '02:30', '05:00', '23:30');

  property.prop([instants, zones, ends], { numRuns: 500 })(
    '[TIM3] every instant lies in exactly its own business day',
    (instant, zone, endsAt) => {
      const own = businessDayOf(instant, zone, endsAt);
      const { fromMs, toMs } = businessDayRange(own, zone, endsAt);
      expect(fromMs <= instant && instant < toMs).toBe(true);
      expect(businessDayRange(addDays(own, 1), zone, endsAt).fromMs).toBe(toMs);
    },
  );
});

describe('days', () => {
  test.each([
    ['a skipped time is an hour later', '2026-03-29', '01:30', LONDON, '2026-03-29T01:30:00Z'],
    ['a time that comes twice is the first', '2026-10-25', '01:30', LONDON, '2026-10-25T00:30:00Z'],
    ['an ordinary time', '2026-07-01', '20:00', NEW_YORK, '2026-07-02T00:00:00Z'],
  ])('[TIM4] %s', (_, text, time, zone, expected) => {
    expect(instantAt(day(text), time, zone)).toBe(at(expected));
  });

  test('[TIM4] days are counted by the calendar, not by hours', () => {
    expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(daysBetween(day('2026-03-30'), day('2025-03-30'))).toBe(-365);
  });
});
