import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { ROOT } from '#test/support/source.ts';

/** Builds the pages as they ship, from the sources as they are, into a folder of the run. */
export async function buildPages(folder: string): Promise<string> {
  const outDir = join(folder, 'pages');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(ROOT, 'renderer'),
    base: './',
    plugins: [react(), tailwindcss()],
    build: { outDir, emptyOutDir: true, minify: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 5_000 },
  });
  return outDir;
}

/** Builds the probes into one script that a browser runs before any script of a page. */
export async function buildProbes(folder: string): Promise<string> {
  const outDir = join(folder, 'probes');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: ROOT,
    build: {
      outDir,
      emptyOutDir: true,
      lib: {
        entry: join(ROOT, 'test/bench/page/probes.ts'),
        formats: ['iife'],
        name: 'foyerBench',
        fileName: 'probes',
      },
    },
  });
  return readFileSync(join(outDir, 'probes.iife.js'), 'utf8');
}
