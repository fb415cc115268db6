import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/source.ts';

export const ELECTRON_ABSENT =
  'The Electron binary is not here: what needs the real one did not run. Its double and the built preload in Chromium did. To fetch it: node node_modules/electron/install.js';

/** Electron's program if it is here already; null where it is not. Never fetches it. */
export function electronBinary(root = ROOT, env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const note = join(folder, 'path.txt');
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : given === undefined ? null : 'electron';
  if (name === null || name === '') return null;
  const binary = join(given ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/** Says on the console, once in a process, that the binary is not here; gives what `electronBinary` gives. */
export function electronBinaryOrSay(say: (line: string) => void = console.warn): string | null {
  const binary = electronBinary();
  if (binary === null && !said) {
    said = true;
    say(`\n  ELECTRON ABSENT  ${ELECTRON_ABSENT}\n`);
  }
  return binary;
}

let said = false;
