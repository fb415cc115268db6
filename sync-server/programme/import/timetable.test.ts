import { fc, test as prop } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { addDays, daysBetween, localOf } from '#shared/domain/time.ts';
import { Day } from '#shared/wire/scalars.ts';
import { film, performance, published } from '../testing/published.ts';
import { calendarDay, mondayOf, moveToWeek } from './timetable.ts';

const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Sydney', 'Asia/Kolkata');
const times = fc.array(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2025, 5, 30) }), {
  minLength: 1,
  maxLength: 30,
});
const shiftDays = fc.integer({ min: -400, max: 1_500 });

prop.prop([zone, times, shiftDays])(
  '[IMP3] weekday and wall clock stay through changes of clocks, unless the clock skips that time',
  (inZone, at, days) => {
    const start = addDays(Day.parse('2025-01-01'), days);
    const sessions = published(
      film(
        'A',
        at.map((ms) => ({ ...performance('2025-01-01T00:00Z'), time: ms })),
      ),
    ).sessions;
    const moved = moveToWeek(sessions, inZone, start);
    for (const { performance: old, startsAtMs, localStart } of moved?.sessions ?? []) {
      const before = localOf(old.time, inZone);
      const after = localOf(startsAtMs, inZone);
      const skipped = after.minuteOfDay - before.minuteOfDay === 60;
      expect(after.weekday).toBe(before.weekday);
      expect(skipped || after.minuteOfDay === before.minuteOfDay).toBe(true);
      expect(daysBetween(before.day, after.day)).toBe(7 * (moved?.weeks ?? 0));
      expect(localStart.startsWith(after.day)).toBe(true);
    }
  },
);

prop.prop([zone, times, shiftDays])(
  '[IMP4] the first session falls on the day asked for or within six days of it',
  (inZone, at, days) => {
    const start = addDays(Day.parse('2025-01-01'), days);
    const sessions = published(
      film(
        'A',
        at.map((ms) => ({ ...performance('2025-01-01T00:00Z'), time: ms })),
      ),
    ).sessions;
    const first = moveToWeek(sessions, inZone, start)?.firstDay ?? start;
    expect(daysBetween(start, first)).toBeGreaterThanOrEqual(0);
    expect(daysBetween(start, first)).toBeLessThan(7);
  },
);

test('[IMP3] 19:30 in winter is still 19:30 when it lands in summer', () => {
  const { sessions } = published(
    film('A', [performance('2025-01-24T19:30Z'), performance('2025-01-25T02:25Z')]),
  );
  const moved = moveToWeek(sessions, 'Europe/London', Day.parse('2026-06-08'));
  expect(moved?.sessions.map(({ startsAtMs }) => new Date(startsAtMs).toISOString())).toEqual([
    '2026-06-12T18:30:00.000Z',
    '2026-06-13T01:25:00.000Z',
  ]);
});

test('[IMP1] the same session twice in a file is taken once', () => {
  const { sessions } = published(
    film('A', [performance('2025-01-24T19:30Z'), performance('2025-01-24T19:30Z')]),
  );
  const moved = moveToWeek(sessions, 'Europe/London', Day.parse('2025-01-20'));
  expect(moved?.sessions).toHaveLength(1);
  expect(moved?.repeated).toHaveLength(1);
});

test('[IMP4] no session, no week', () => {
  expect(moveToWeek([], 'Europe/London', Day.parse('2025-01-20'))).toBeNull();
});

test('[IMP4] the week begins on the Monday of the cinema, and only days of the calendar are days', () => {
  expect(mondayOf(Date.parse('2026-11-29T23:30:00Z'), 'Europe/London')).toBe('2026-11-23');
  expect(mondayOf(Date.parse('2026-11-29T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-30');
  expect([
    calendarDay('2028-02-29'),
    calendarDay('2026-02-29'),
    calendarDay('2026-11-31'),
    calendarDay('soon'),
  ]).toEqual(['2028-02-29', null, null, null]);
});
