import { join, resolve } from 'node:path';
import { dataDirectory, type Surroundings } from '../abilities/data-dir.ts';
import { HostError } from '../abilities/host-error.ts';

const DEFAULT_PORT = 8410;
/** The server and two counters. */
const PORTS_IN_A_ROW = 3;
const OPENERS = ['auto', 'electron', 'browser', 'none'] as const;
export type Opener = (typeof OPENERS)[number];

export type Till = { readonly device: string; readonly name: string; readonly port: number };

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
    tills: [
      { device: 'counter-1', name: 'Counter 1', port: port + 1 },
      { device: 'counter-2', name: 'Counter 2', port: port + 2 },
    ],
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
