import { join, resolve } from 'node:path';
import { dataDirectory, type Surroundings } from '#shared/domain/data-directory.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import { HostError } from '../abilities/host-error.ts';

const DEFAULT_PORT = 8410;
/** The ports after the server's that are kept for devices, whether or not each is used. */
const PORTS_IN_A_ROW = 5;
/** What a start opens, each at its own distance from the server's port. Another device is another line. */
const DEVICES = [
  { device: 'counter-1', name: 'Counter 1', kind: 'counter', after: 1 },
  { device: 'counter-2', name: 'Counter 2', kind: 'counter', after: 2 },
  { device: 'lobby-1', name: 'Lobby 1', kind: 'lobby', after: 3 },
  { device: 'manager-1', name: 'Manager', kind: 'manager', after: 4 },
] as const satisfies readonly { device: string; name: string; kind: DeviceKind; after: number }[];
const OPENERS = ['auto', 'electron', 'browser', 'none'] as const;
export type Opener = (typeof OPENERS)[number];

export type Till = {
  readonly device: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly port: number;
};

export type StartSettings = {
  /** The project's folder. */
  readonly root: string;
  readonly data: string;
  readonly serverPort: number;
  readonly serverUrl: string;
  readonly tills: readonly Till[];
  readonly opener: Opener;
};

/** Reads `FOYER_PORT`, `FOYER_DATA` and `FOYER_OPEN`; throws a sentence for values that mean nothing. */
export function readStartSettings(surroundings: Surroundings, root: string): StartSettings {
  const { env } = surroundings;
  const port = portOf(env['FOYER_PORT']);
  return {
    root,
    data: resolve(dataDirectory(surroundings)),
    serverPort: port,
    serverUrl: `http://127.0.0.1:${port}`,
    tills: DEVICES.map(({ after, ...till }) => ({ ...till, port: port + after })),
    opener: openerOf(env['FOYER_OPEN']),
  };
}

export const databaseOf = ({ data }: StartSettings): string => join(data, 'server.sqlite');
export const tillUrl = ({ port }: Till): string => `http://127.0.0.1:${port}/`;

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  const last = 65_535 - (PORTS_IN_A_ROW - 1);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= last) return port;
  throw new HostError('bad-port', `FOYER_PORT is "${text}". It must be a number from 1 to ${last}.`);
}

function openerOf(text: string | undefined): Opener {
  if (text === undefined || text === '') return 'auto';
  const opener = OPENERS.find((known) => known === text);
  if (opener !== undefined) return opener;
  throw new HostError('bad-opener', `FOYER_OPEN is "${text}". It can be ${OPENERS.join(', ')}.`);
}
