import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Where the build notes from which sources it was made. */
export const STAMP_FILE = 'out/built-from.json';

const SOURCE_FOLDERS = [
  'electron/abilities',
  'electron/main',
  'electron/preload',
  'renderer',
  'shared',
] as const;
const SOURCE_FILES = ['electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'] as const;
const NOT_BUILT = /\.test\.tsx?$|\.md$/;

/**
 * One hash over everything that is built. Contents and not times are compared, so that a copied or freshly
 * unpacked folder, whose times say nothing, is not built again.
 */
export function fingerprintOf(root: string): string {
  const hash = createHash('sha256');
  const files = SOURCE_FOLDERS.flatMap((folder) => filesUnder(join(root, folder)));
  for (const file of [...files, ...SOURCE_FILES.map((name) => join(root, name))]) {
    const name = relative(root, file).split(sep).join('/');
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('base64url');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
