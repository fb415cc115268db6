import { join } from 'node:path';
import { dataDirectory, type Surroundings } from '#shared/domain/data-directory.ts';
import { deviceDirectory } from '../abilities/device-directory.ts';

export type ShellSettings = {
  readonly device: string;
  readonly folder: string;
  readonly serverUrl: string;
  readonly pages: string;
  readonly preload: string;
  readonly printer: string | undefined;
  readonly receiptPrinter: string | undefined;
  readonly terminal: string | undefined;
  readonly keyFile: string | undefined;
  /** With which to enrol at start, if the device is not enrolled. */
  readonly invitation: { readonly serverUrl: string; readonly code: string; readonly name: string } | null;
};

const DEFAULT_DEVICE = 'desktop';
const DEFAULT_SERVER = 'http://127.0.0.1:8410';

/** Reads `FOYER_*` of the environment. `out` is the folder of the built parts. */
export function readSettings(surroundings: Surroundings, out: string): ShellSettings {
  const { env } = surroundings;
  const device = env['FOYER_DEVICE'] ?? DEFAULT_DEVICE;
  const serverUrl = env['FOYER_SERVER'] ?? DEFAULT_SERVER;
  const code = env['FOYER_ENROL'];
  return {
    device,
    folder: deviceDirectory(dataDirectory(surroundings), device),
    serverUrl,
    pages: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    printer: env['FOYER_PRINTER'],
    receiptPrinter: env['FOYER_RECEIPT_PRINTER'],
    terminal: env['FOYER_TERMINAL'],
    keyFile: env['FOYER_KEY_FILE'],
    invitation: code === undefined ? null : { serverUrl, code, name: env['FOYER_NAME'] ?? device },
  };
}
