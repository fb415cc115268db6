import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT, sourceFiles } from '../support/source.ts';
import { judgeConfig, packs, readConfig } from './builder.ts';
import { ensureBuilt } from './built.ts';

const config = await readConfig();
const isPacked = packs(config);

/** The files of `out/`, relative to the repository. */
function builtFiles(): string[] {
  return readdirSync(join(ROOT, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    );
}

beforeAll(() => ensureBuilt(join(ROOT, 'out/main/main.js')), 240_000);

test('[SHL9] electron-builder’s own schema takes the configuration, and would not take a wrong one', async () => {
  await judgeConfig(config);
  await expect(judgeConfig({ ...config, electronFuses: { runAsNod: false } })).rejects.toThrow(
    /electronFuses/,
  );
  await expect(judgeConfig({ ...config, file: [] })).rejects.toThrow(/file/);
});

test('[SHL9] of everything in the tree only what was built is packed: no source, no test, no secret', () => {
  const tree = [...sourceFiles(/./), ...builtFiles()];
  const strangers = [
    'node_modules/zod/index.js',
    'node_modules/@fastify/swagger/index.js',
    'node_modules/@node-rs/argon2/node_modules/zod/index.js',
    'node_modules/better-sqlite3/build/Release/better_sqlite3.node',
    '.env',
    'device-key',
    'devices/desktop/device-key',
    'devices/desktop/identity.json',
    'test.key',
    'server.sqlite',
    'coverage/index.html',
    'test-results/trace.zip',
    'out/built-from.json',
    'electron/main/main.ts',
  ];
  expect(strangers.filter(isPacked)).toEqual([]);
  const native = ['argon2/index.js', 'argon2-linux-x64-gnu/argon2.linux-x64-gnu.node'];
  expect(native.filter((file) => !isPacked(`node_modules/@node-rs/${file}`))).toEqual([]);
  const packed = tree.filter(isPacked).sort();
  expect(packed).toContain('out/main/main.js');
  expect(packed).toContain('out/preload/preload.cjs');
  expect(packed).toContain('out/renderer/index.html');
  expect(packed.filter((file) => !/^(out\/(main|preload|renderer)\/|package\.json$)/.test(file))).toEqual([]);
  expect(packed.filter((file) => /\.(tsx?|map|test\.\w+|sqlite|key|pem|env|jsonl)$/.test(file))).toEqual([]);
});

test('[SHL9] what is packed names no path of the machine it was built on and carries no private key', () => {
  const told = builtFiles()
    .filter(isPacked)
    .filter((file) => /\.(js|cjs|html|css|json)$/.test(file))
    .filter((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      return text.includes(ROOT) || /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/.test(text);
    });
  expect(told).toEqual([]);
});

test('[SHL9] the fuses leave the application its own powers only', () => {
  const { electronFuses } = z.object({ electronFuses: z.record(z.string(), z.boolean()) }).parse(config);
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('[SHL9] only the thin wiring imports electron itself', () => {
  const wiring = new Set(['electron/main/main.ts', 'electron/preload/preload.ts']);
  const importing = sourceFiles(/^electron\/.*\.ts$/).filter((file) =>
    /^import (?!type).* from 'electron';$/m.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(new Set(importing)).toEqual(wiring);
});
