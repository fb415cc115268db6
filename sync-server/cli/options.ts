import { homedir } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
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

/** Where this user's Foyer keeps its data: FOYER_DATA, or the directory the platform has for it. */
function dataDirectory(platform: string, environment: Environment, home: string = homedir()): string {
  const { FOYER_DATA: chosen, APPDATA: roaming, XDG_DATA_HOME: xdg } = environment;
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'win32') return join(roaming ?? join(home, 'AppData', 'Roaming'), 'Foyer');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Foyer');
  return join(xdg === undefined || xdg === '' ? join(home, '.local', 'share') : xdg, 'foyer');
}

export function databaseDefault(platform: string, environment: Environment, home?: string): string {
  return join(dataDirectory(platform, environment, home), 'server.sqlite');
}
