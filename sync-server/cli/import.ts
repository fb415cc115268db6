import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { Cinema } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { openLog } from '../http/log.ts';
import { openEngine } from '../open-engine.ts';
import { countryOfZone, knownZone, ticketTaxOf } from '../programme/import/country.ts';
import { PROGRAMME_BYTES_MAX, type Programme, readProgramme } from '../programme/import/file.ts';
import { cinemaIdOf } from '../programme/import/ids.ts';
import { reportLines, skippedLines } from '../programme/import/report.ts';
import { parseSeats, SEATS_BY_DEFAULT, type SeatsOption } from '../programme/import/seats.ts';
import { calendarDay, mondayOf } from '../programme/import/timetable.ts';
import { importProgramme } from '../programme/import.ts';
import { StoreError } from '../store/errors.ts';
import { CommandError, sentenceFor } from './faults.ts';
import { databaseDefault } from './options.ts';

type Given = {
  readonly name: string;
  readonly city: string;
  readonly zone: string;
  readonly currency: string;
  readonly shiftTo?: string;
  readonly db?: string;
  readonly country?: string;
  readonly tax?: string;
  readonly seats?: string;
};

const BUSINESS_DAY_ENDS_AT = '05:00';

function cinemaFrom(given: Given): Cinema {
  const { name, city, zone } = given;
  if (name.trim() === '' || city.trim() === '')
    throw new CommandError('--name and --city must not be empty.');
  if (knownZone(zone) === null)
    throw new CommandError(`--zone must be an IANA time zone such as Europe/London, not "${zone}".`);
  const currency = given.currency.toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new CommandError(`--currency must be an ISO 4217 code such as GBP, not "${given.currency}".`);
  }
  const country = given.country?.toUpperCase() ?? countryOfZone(zone);
  if (!/^[A-Z]{2}$/.test(country)) throw new CommandError('--country must be two letters such as GB.');
  const cinema = Cinema.safeParse({
    id: cinemaIdOf(name, city),
    name: name.trim(),
    city: city.trim(),
    country,
    zone,
    currency,
    taxRate: given.tax === undefined ? ticketTaxOf(country) : taxFrom(given.tax),
    businessDayEndsAt: BUSINESS_DAY_ENDS_AT,
    devices: [],
  });
  if (!cinema.success) throw new CommandError('--name and --city may have 200 characters each.');
  return cinema.data;
}

/** A percentage with at most two decimals, as basis points. */
function taxFrom(text: string): number {
  const rate = Math.round(Number(text) * 100);
  if (!/^\d{1,2}([.]\d{1,2})?$/.test(text))
    throw new CommandError('--tax must be a percentage from 0 to 99.99, such as 20.');
  return rate;
}

function dayFrom(text: string): Day {
  const day = calendarDay(text);
  if (day === null) throw new CommandError(`--shift-to must be a day such as 2026-11-23, not "${text}".`);
  return day;
}

function seatsFrom(text: string | undefined): SeatsOption {
  const seats = text === undefined ? SEATS_BY_DEFAULT : parseSeats(text);
  if (seats === null)
    throw new CommandError(
      '--seats must be a number from 20 to 1000, or sizes by screen such as 1=312,Studio=64.',
    );
  return seats;
}

function programmeFrom(file: string): Programme {
  const text = textOf(file);
  const read = readProgramme(text);
  if (read.kind === 'not-a-programme') throw new CommandError(`${file} is not a programme: ${read.why}.`);
  return read.programme;
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > PROGRAMME_BYTES_MAX)
      throw new CommandError(`${file} is too large to be a programme.`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

/** Does the whole import; answers the report. Throws CommandError for what the person at the command line can mend. */
async function run(file: string, given: Given): Promise<string[]> {
  const cinema = cinemaFrom(given);
  const seats = seatsFrom(given.seats);
  const asked = given.shiftTo === undefined ? null : dayFrom(given.shiftTo);
  const programme = programmeFrom(file);
  const db = databaseOf(given);
  mkdirSync(dirname(db), { recursive: true });
  const engine = await openEngine({ file: db, log: openLog('warn') });
  try {
    const shiftTo = asked ?? mondayOf(engine.now(), cinema.zone);
    const result = await importProgramme(engine, { cinema, programme, shiftTo, seats });
    switch (result.kind) {
      case 'imported':
        return [...reportLines(programme, result), '', `Database: ${db}`];
      case 'nothing-to-import':
        throw new CommandError(
          [`${file} has no performance that could be taken.`, ...skippedLines(programme)].join('\n'),
        );
      case 'other-cinema':
        throw new CommandError(
          `${result.there.name} is there already with zone ${result.there.zone} and currency ${result.there.currency}, which cannot change; nothing was imported.`,
        );
    }
  } finally {
    await engine.close();
  }
}

const databaseOf = (given: Given): string =>
  resolve(given.db ?? databaseDefault(process.platform, process.env));

function sentence(error: unknown, db: string): string {
  if (error instanceof StoreError && error.fault === 'in-use') {
    return `A running Foyer server holds ${db}, and nothing was imported: stop it, import, and start it again, or choose another file with --db.`;
  }
  return sentenceFor(error, { address: '', file: db });
}

const program = new Command('foyer-import')
  .description(
    'Puts a published programme on at a cinema: screens, movies, shows. Again with the same file it changes nothing.',
  )
  .argument('<programme.json>', 'a programme: { source, snapshot, films }')
  .requiredOption('--name <cinema>', 'name of the cinema')
  .requiredOption('--city <city>', 'city it is in')
  .requiredOption('--zone <zone>', 'its IANA time zone, such as Europe/London')
  .requiredOption('--currency <code>', 'ISO 4217, such as GBP')
  .option('--shift-to <day>', 'day the first week begins on (default: Monday of this week)')
  .option('--db <file>', 'database file (default: the one `npm start` uses)')
  .option('--country <code>', 'two letters (default: the country of the zone)')
  .option('--tax <percent>', 'tax included in every price (default: the country’s, where known)')
  .option('--seats <sizes>', 'seats of every screen, 20 to 1000, or by screen: 1=312,Studio=64')
  .exitOverride()
  .configureOutput({ writeErr: () => undefined })
  .action(async (file: string, given: Given) => {
    try {
      process.stdout.write(`${(await run(resolve(file), given)).join('\n')}\n`);
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`${sentence(error, databaseOf(given))}\n`);
    }
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError) || error.exitCode !== 0) {
    process.exitCode = 1;
    process.stderr.write(
      `${error instanceof Error ? error.message.replace(/^error: /, '') : String(error)}\n`,
    );
  }
}
