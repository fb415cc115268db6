import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DeviceKind } from '#shared/wire/catalog.ts';
import { CinemaId } from '#shared/wire/scalars.ts';
import { createCodesBeside } from '../registry/codes.ts';
import { CommandError } from './faults.ts';

export const CODES_AT_ONCE_MAX = 500;

export type CodesOptions = {
  readonly db: string;
  readonly cinema: string;
  readonly kind: string;
  readonly count: number;
};

/**
 * Makes one-time codes for devices of an existing cinema; the server may be running meanwhile. Throws CommandError for
 * what is not there, a StoreError for what the database refuses.
 */
export async function makeCodes(options: CodesOptions): Promise<string[]> {
  const kind = DeviceKind.safeParse(options.kind);
  if (!kind.success) throw new CommandError(`--kind must be one of ${DeviceKind.options.join(', ')}.`);
  const file = resolve(options.db);
  if (!existsSync(file)) throw new CommandError(`There is no database at ${file}.`);
  const nowhere = new CommandError(`There is no cinema ${options.cinema} in ${file}.`);
  const cinemaId = CinemaId.safeParse(options.cinema);
  if (!cinemaId.success) throw nowhere;
  try {
    return await createCodesBeside(file, cinemaId.data, kind.data, options.count, Date.now());
  } catch (error) {
    throw error instanceof Error && error.message.includes('no cinema') ? nowhere : error;
  }
}
