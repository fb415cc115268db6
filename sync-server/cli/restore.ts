import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Marked, markRestored } from '../restore/mark.ts';
import { CommandError } from './faults.ts';

/**
 * Marks a database that was put back from a backup. Its server, started then, stays closed until the devices it names
 * have reported or a supervisor opens it. Throws CommandError for what is not there, a StoreError for what the
 * database refuses: a server that is still running on it, for instance.
 */
export async function restoreDatabase(db: string): Promise<Marked> {
  const file = resolve(db);
  if (!existsSync(file)) throw new CommandError(`There is no database at ${file}.`);
  return markRestored(file);
}
