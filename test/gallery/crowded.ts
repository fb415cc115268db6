import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dayAhead } from '../stories/support/steps.ts';
import { ROOT } from '../support/source.ts';
import { crowdedDay } from './programme.ts';

/** The day of the crowded cinema's four hundred shows: far enough that none has begun. */
export const CROWDED_DAY = dayAhead(2);

export type Crowded = { readonly counter: string; readonly lobby: string; readonly pin: string };

/** Puts a second cinema into a database that no server has open; answers codes for its devices and its clerk's PIN. */
export function importCrowded(db: string): Crowded {
  const file = join(dirname(db), 'crowded.json');
  writeFileSync(file, crowdedDay(Date.parse(`${CROWDED_DAY}T00:00:00Z`)));
  const report = run('sync-server/cli/import.ts', [
    file,
    ...['--name', 'The Friends of the Cinema on the Harbour Promenade', '--city', 'Llanfairpwllgwyngyll'],
    ...[
      '--zone',
      'Europe/London',
      '--currency',
      'GBP',
      '--shift-to',
      CROWDED_DAY,
      '--seats',
      '120',
      '--db',
      db,
    ],
  ]);
  const counter = CODE.exec(report)?.[0];
  const pin = /clerk\D*(\d{4,12})/i.exec(report)?.[1];
  const cinema = /\((\S+); Europe/.exec(report)?.[1];
  if (counter === undefined || pin === undefined || cinema === undefined)
    throw new Error(`The import did not say how to get in.\n${report}`);
  const codes = run('sync-server/cli/main.ts', ['codes', '--db', db, '--cinema', cinema, '--kind', 'lobby']);
  const lobby = CODE.exec(codes)?.[0];
  if (lobby === undefined) throw new Error(`There is no code for a lobby kiosk.\n${codes}`);
  return { counter, lobby, pin };
}

const CODE = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/;

const run = (script: string, args: readonly string[]): string =>
  execFileSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: ROOT, encoding: 'utf8' });
