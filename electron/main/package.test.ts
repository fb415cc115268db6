import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8');

test('[SHL9] the packed application is what was built, and no other file', () => {
  const files = /^files:\n((?: {2}- .*\n)+)/m.exec(builder)?.[1] ?? '';
  const listed = [...files.matchAll(/- '?([^'\n]+)'?/g)].map((match) => match[1]);
  expect(listed).toEqual([
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    '!**/node_modules/**',
  ]);
});

test.each([
  ['runAsNode', false],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['grantFileProtocolExtraPrivileges', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['enableCookieEncryption', true],
] as const)('[SHL9] the fuse %s is %s', (fuse, value) => {
  expect(builder).toContain(`  ${fuse}: ${value}\n`);
});

test('[SHL9] only the thin wiring imports electron itself', () => {
  const importing = ['main/main.ts', 'preload/preload.ts'];
  for (const file of importing) {
    expect(readFileSync(join(root, 'electron', file), 'utf8')).toMatch(/^import \{.*\} from 'electron';$/m);
  }
  for (const file of [
    'main/shell.ts',
    'main/handle.ts',
    'main/scheme.ts',
    'main/window.ts',
    'preload/bridge.ts',
  ]) {
    expect(readFileSync(join(root, 'electron', file), 'utf8')).not.toMatch(
      /^import (?!type).* from 'electron';$/m,
    );
  }
});
