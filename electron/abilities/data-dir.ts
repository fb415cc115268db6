import { join } from 'node:path';
import { HostError } from './host-error.ts';

/** What of the surroundings decides where data lives; given, so that every platform can be tried on any. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
};

/** The folder all of Foyer's own data is in: `FOYER_DATA`, or the user's data folder of the platform. */
export function dataDirectory({ env, platform, home }: Surroundings): string {
  const chosen = env['FOYER_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Foyer');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Foyer');
  const shared = env['XDG_DATA_HOME'];
  return join(shared !== undefined && shared !== '' ? shared : join(home, '.local', 'share'), 'foyer');
}

const DEVICE_FOLDER_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** The folder of one device, for instance `counter-1`. Throws when the name could lead out of the data directory. */
export function deviceDirectory(data: string, device: string): string {
  if (!DEVICE_FOLDER_NAME.test(device)) {
    throw new HostError(
      'bad-device-name',
      `"${device}" cannot name a device: lower-case letters, digits and dashes, at most 32.`,
    );
  }
  return join(data, 'devices', device);
}
