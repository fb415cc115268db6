import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { DeviceKind } from '#shared/wire/catalog.ts';
import { CinemaId } from '#shared/wire/scalars.ts';
import { openEngine } from '../open-engine.ts';
import { CommandError } from './faults.ts';

export const CODES_AT_ONCE_MAX = 500;

export type CodesOptions = {
  readonly db: string;
  readonly cinema: string;
  readonly kind: string;
  readonly count: number;
};

/** Makes one-time codes for devices of an existing cinema. Throws CommandError for what is not there. */
export async function makeCodes(options: CodesOptions, log: Logger): Promise<string[]> {
  const kind = DeviceKind.safeParse(options.kind);
  if (!kind.success) throw new CommandError(`--kind must be one of ${DeviceKind.options.join(', ')}.`);
  const cinemaId = CinemaId.safeParse(options.cinema);
  const file = resolve(options.db);
  if (!existsSync(file)) throw new CommandError(`There is no database at ${file}.`);
  const engine = await openEngine({ file, log });
  try {
    const known = cinemaId.success && (await engine.list(cinemaId.data, 'cinemas')).length > 0;
    if (!known) throw new CommandError(`There is no cinema ${options.cinema} in ${file}.`);
    return await engine.registry.createCodes(cinemaId.data, kind.data, options.count);
  } finally {
    await engine.close();
  }
}
