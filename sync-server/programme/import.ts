import type { Cinema, Show } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { Programme } from './import/file.ts';
import { type Plan, planImport } from './import/plan.ts';
import type { SeatsOption } from './import/seats.ts';
import { addStaff, type Keys } from './import/staff.ts';
import { moveToWeek, type Timetable } from './import/timetable.ts';
import { overlapsOf, putHouse, putShows, takeOutOfSale } from './import/write.ts';
import { openingTariff, usualBase } from './tariff.ts';
import type { ProgrammeEngine } from './writing.ts';

export type ImportRequest = {
  /** The cinema the programme is for, as a new cinema would be; one that is there already stays as it is. */
  readonly cinema: Cinema;
  readonly programme: Programme;
  /** The day on which the programme's first week begins. */
  readonly shiftTo: Day;
  readonly seats: SeatsOption;
};

/** What an import did; the report is written from it. */
export type Imported = Keys & {
  readonly kind: 'imported';
  readonly cinema: Cinema;
  readonly timetable: Timetable;
  readonly plan: Plan;
  /** Screens that were there already and kept their layout. */
  readonly screensKept: number;
  /** Documents new or changed, and documents that were there just so. */
  readonly written: number;
  readonly unchanged: number;
  /** Shows left without a number because their day has none left. */
  readonly unnumbered: number;
  /** Pairs of shows on one screen whose blocks run into one another. */
  readonly overlaps: readonly (readonly [Show, Show])[];
};

export type ImportResult =
  | Imported
  | { readonly kind: 'nothing-to-import' }
  /** The cinema is there, and differs in what cannot change under sold tickets. */
  | { readonly kind: 'other-cinema'; readonly there: Cinema };

/**
 * Puts a published programme on at a cinema. Again with the same file and week it changes nothing; with a newer file it adds and
 * corrects. What people made of the cinema, its screens and its shows since (layouts, prices, cancellations) stays.
 */
export async function importProgramme(
  engine: ProgrammeEngine,
  request: ImportRequest,
): Promise<ImportResult> {
  const { programme, shiftTo, seats } = request;
  const timetable = moveToWeek(programme.sessions, request.cinema.zone, shiftTo);
  if (timetable === null) return { kind: 'nothing-to-import' };
  const [there] = await engine.list(request.cinema.id, 'cinemas');
  const cinema = there ?? request.cinema;
  if (cinema.zone !== request.cinema.zone || cinema.currency !== request.cinema.currency) {
    return { kind: 'other-cinema', there: cinema };
  }
  const tariff = openingTariff(
    cinema,
    { base: usualBase(cinema.currency) },
    Number(timetable.firstDay.slice(0, 4)),
  );
  const plan = planImport(cinema, tariff.id, timetable, seats);
  const house = await putHouse(engine, cinema, tariff, plan);
  const shows = await putShows(engine, cinema, plan);
  await takeOutOfSale(engine, cinema.id, plan);
  return {
    kind: 'imported',
    cinema,
    timetable,
    plan,
    screensKept: house.screensKept,
    written: house.written + shows.written,
    unchanged: house.unchanged + shows.unchanged,
    unnumbered: shows.unnumbered,
    overlaps: await overlapsOf(engine, cinema.id, plan),
    ...(await addStaff(engine, cinema.id)),
  };
}
