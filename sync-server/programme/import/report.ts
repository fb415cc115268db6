import { formatMoney } from '#shared/domain/money.ts';
import { blockOf } from '#shared/domain/schedule/block.ts';
import { localOf } from '#shared/domain/time.ts';
import type { Show } from '#shared/wire/catalog.ts';
import type { Imported } from '../import.ts';
import { usualBase } from '../tariff.ts';
import type { Programme, Skipped } from './file.ts';
import { RUNNING_MINUTES_ASSUMED } from './movies.ts';

/** Entries of one list that are spelled out; the rest are counted. */
const LISTED_MAX = 20;
const LOCALE = 'en-GB';
const MINUTE_MS = 60_000;

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString(LOCALE)} ${number === 1 ? one : many}`;

function list(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const rest = entries.length - LISTED_MAX;
  const lines = entries.slice(0, LISTED_MAX).map((entry) => `  - ${entry}`);
  return ['', title, ...lines, ...(rest > 0 ? [`  … and ${count(rest, 'more', 'more')}`] : [])];
}

const skippedLine = ({ what, why }: Skipped): string => `${what}: ${why}`;

/** What was left out of a file and why; nothing when all of it was taken. */
export function skippedLines(programme: Programme, later: readonly Skipped[] = []): string[] {
  const { skippedFilms, skippedSessions } = programme;
  const sessions = [...skippedSessions, ...later];
  return [
    ...list(`${count(skippedFilms.length, 'film')} skipped:`, skippedFilms.map(skippedLine)),
    ...list(`${count(sessions.length, 'performance')} skipped:`, sessions.map(skippedLine)),
  ];
}

/** The whole report of an import, in plain words, line by line. */
export function reportLines(programme: Programme, done: Imported): string[] {
  const { plan, timetable } = done;
  return [
    ...headLines(programme, done),
    ...skippedLines(programme, [...timetable.repeated, ...plan.skipped]),
    ...list(
      `${count(plan.assumedRunning.length, 'film')} without a running time, taken as ${RUNNING_MINUTES_ASSUMED} minutes:`,
      plan.assumedRunning,
    ),
    ...list('Sizes given for screens that are not in the programme:', plan.unknownSizes),
    ...list('Certificates left out because no board prints them so:', plan.oddCertificates),
    ...list(
      `Warning: ${count(done.overlaps.length, 'pair')} of shows overlap on their screen once trailers and cleaning are added:`,
      done.overlaps.map((pair) => overlapLine(pair, done)),
    ),
    ...keyLines(done),
  ];
}

function headLines(programme: Programme, done: Imported): string[] {
  const { cinema, plan, timetable, written, unchanged, unnumbered } = done;
  const seats = plan.screens.reduce((sum, screen) => sum + screen.seats.length, 0);
  const weeks = Math.abs(timetable.weeks);
  const lines = [
    `Programme of ${programme.source}`,
    `for ${cinema.name}, ${cinema.city} (${cinema.id}; ${cinema.zone}, ${cinema.currency}, tax ${cinema.taxRate / 100} %).`,
    '',
    `Moved ${count(weeks, 'week')} ${timetable.weeks < 0 ? 'back' : 'forward'}: its first day, ${timetable.firstDayInFile}, is now ${timetable.firstDay}; its last is ${timetable.lastDay}.`,
    `Taken: ${count(plan.movies.length, 'movie')} from ${count(programme.filmsInFile, 'film')} in the file, ${plan.shows.length.toLocaleString(LOCALE)} of ${count(programme.sessionsInFile, 'performance')}, ${count(plan.screens.length, 'screen')} with ${count(seats, 'seat')}.`,
    `Written: ${count(written, 'document')} new or changed, ${unchanged.toLocaleString(LOCALE)} unchanged.`,
    `Prices: a standard tariff from ${formatMoney(usualBase(cinema.currency), cinema.currency, LOCALE)}, unless the cinema had one.`,
  ];
  if (done.screensKept > 0)
    lines.push(`${count(done.screensKept, 'screen')} were there already and kept their layout.`);
  if (plan.unnamedScreens > 0)
    lines.push(
      `Performances without a screen were spread over ${count(plan.unnamedScreens, 'unnamed screen')}.`,
    );
  if (plan.soldOut.size > 0)
    lines.push(`${count(plan.soldOut.size, 'show')} sold out in the file: all seats marked as sold.`);
  if (unnumbered > 0)
    lines.push(`Warning: ${count(unnumbered, 'show')} not put on, because their day has no number left.`);
  return lines;
}

function overlapLine([earlier, later]: readonly [Show, Show], { cinema, plan }: Imported): string {
  const title = (show: Show): string =>
    plan.movies.find(({ id }) => id === show.movieId)?.title ?? show.movieId;
  const screen = plan.screens.find(({ id }) => id === earlier.screenId)?.name ?? earlier.screenId;
  const { day, minuteOfDay } = localOf(Date.parse(later.startsAt), cinema.zone);
  const clock = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
  const minutes = (blockOf(earlier).toMs - blockOf(later).fromMs) / MINUTE_MS;
  return `${screen}, ${day}: "${title(earlier)}" has it for ${count(minutes, 'minute')} more when "${title(later)}" begins at ${clock}`;
}

function keyLines({ pins, counterCodes }: Imported): string[] {
  if (pins.length === 0) return ['', 'The cinema has its staff already; no PINs or codes were made.'];
  return [
    '',
    'Shown only now; write them down:',
    ...pins.map(({ role, pin }) => `  PIN of the ${role}: ${pin}`),
    ...counterCodes.map((code, at) => `  Code that enrols counter ${at + 1}: ${code}`),
  ];
}
