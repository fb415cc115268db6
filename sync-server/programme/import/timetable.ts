import { addDays, daysBetween, instantAt, localOf } from '#shared/domain/time.ts';
import { Day } from '#shared/wire/scalars.ts';
import type { Session, Skipped } from './file.ts';
import { sameName } from './ids.ts';

const DAYS_PER_WEEK = 7;

/** A session at the time it will really run. */
export type TimedSession = Session & {
  /** What the clock in the cinema shows at its start: `2026-11-26T19:30`. */
  readonly localStart: string;
  readonly startsAtMs: number;
};

export type Timetable = {
  /** How far all sessions were moved; negative: back. */
  readonly weeks: number;
  readonly firstDayInFile: Day;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** By start; each session once. */
  readonly sessions: readonly TimedSession[];
  readonly repeated: readonly Skipped[];
};

/** A day that the calendar really has; null for `2026-02-31` and anything else. */
export function calendarDay(text: string): Day | null {
  const day = Day.safeParse(text);
  // Date carries the days a month lacks over into the next one.
  return day.success && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) ? day.data : null;
}

/** The Monday of the week of an instant, by the cinema's calendar. */
export function mondayOf(epochMs: number, zone: string): Day {
  const { day, weekday } = localOf(epochMs, zone);
  return addDays(day, 1 - weekday);
}

/**
 * Moves a programme by whole weeks, so that its first session falls on `shiftTo` or one of the six days after it.
 * Weekdays and wall-clock times stay, whatever the clocks of the zone do in between. Null when there is no session.
 */
export function moveToWeek(sessions: readonly Session[], zone: string, shiftTo: Day): Timetable | null {
  const local = sessions.map((session) => ({ session, ...localOf(session.performance.time, zone) }));
  const days = local.map(({ day }) => day).sort();
  const [firstDayInFile] = days;
  const last = days.at(-1);
  if (firstDayInFile === undefined || last === undefined) return null;
  // Adding 0 turns the -0 that rounding up may leave into an ordinary one.
  const weeks = Math.ceil(daysBetween(firstDayInFile, shiftTo) / DAYS_PER_WEEK) + 0;
  const moved = local.map(({ session, day, minuteOfDay }): TimedSession => {
    const newDay = addDays(day, weeks * DAYS_PER_WEEK);
    const clock = clockText(minuteOfDay);
    return { ...session, localStart: `${newDay}T${clock}`, startsAtMs: instantAt(newDay, clock, zone) };
  });
  const shift = (day: Day): Day => addDays(day, weeks * DAYS_PER_WEEK);
  return {
    weeks,
    firstDayInFile,
    firstDay: shift(firstDayInFile),
    lastDay: shift(last),
    ...eachOnce(moved),
  };
}

function clockText(minuteOfDay: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

function eachOnce(moved: readonly TimedSession[]): Pick<Timetable, 'sessions' | 'repeated'> {
  const seen = new Set<string>();
  const sessions: TimedSession[] = [];
  const repeated: Skipped[] = [];
  for (const session of moved) {
    const { film, performance, localStart } = session;
    const screen = performance.screen ?? '';
    const key = JSON.stringify([sameName(film.title), sameName(screen), localStart]);
    if (seen.has(key))
      repeated.push({
        what: `"${film.title}", ${localStart.replace('T', ' ')}`,
        why: 'it is in the file twice',
      });
    else sessions.push(session);
    seen.add(key);
  }
  sessions.sort((a, b) => a.startsAtMs - b.startsAtMs || (rank(a) < rank(b) ? -1 : 1));
  return { sessions, repeated };
}

/** Orders sessions that begin together, whatever their order in the file. */
const rank = ({ film, performance }: Session): string =>
  `${sameName(film.title)}\u0000${performance.screen ?? ''}`;
