import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Files git knows or would take, relative to the repository, with forward slashes. */
export function sourceFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\n'))].filter((file) => pattern.test(file)).sort();
}

export const read = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Every import of a file; those of our own are given as paths from the repository's root. */
export function importsOf(file: string): string[] {
  return [...read(file).matchAll(IMPORT)].map((match) => {
    const target = match[1] ?? '';
    if (target.startsWith('#')) return target.slice(1);
    return target.startsWith('.') ? posix.normalize(posix.join(dirname(file), target)) : target;
  });
}
