import { homedir } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { dataDirectory } from '#shared/domain/data-directory.ts';
import { HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';

const PORT_DEFAULT = 8410;
const PORT_MAX = 65_535;

/** Reads a whole number between two bounds; says so in one sentence when it is none. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

export const portOption = wholeNumber(0, PORT_MAX);
export const holdSecondsOption = wholeNumber(1, HOLD_SECONDS_MAX);

type Environment = Readonly<Record<string, string | undefined>>;

/** The port of FOYER_PORT, or the usual one. Throws InvalidArgumentError when the variable holds no port. */
export function portDefault(environment: Environment): number {
  const { FOYER_PORT: port } = environment;
  return port === undefined || port === '' ? PORT_DEFAULT : portOption(port);
}

export function databaseDefault(platform: string, environment: Environment, home = homedir()): string {
  return join(dataDirectory({ env: environment, platform, home }), 'server.sqlite');
}
