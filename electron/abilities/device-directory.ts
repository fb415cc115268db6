import { join } from 'node:path';
import { HostError } from './host-error.ts';

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
