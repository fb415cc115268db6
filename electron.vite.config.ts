import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { fingerprintOf, STAMP_FILE } from './electron/start/fingerprint.ts';

const root = import.meta.dirname;

/** Notes from which sources the last of the three parts was built: `npm start` then knows whether to build again. */
function stamp(): Plugin {
  const file = join(root, STAMP_FILE);
  const sources = fingerprintOf(root);
  return {
    name: 'foyer-stamp',
    apply: 'build',
    buildStart: () => rmSync(file, { force: true }),
    // Only a build that went well comes this far.
    writeBundle: () => writeFileSync(file, `${JSON.stringify({ sources })}\n`),
  };
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: true,
      // The packed application carries no node_modules but the native one: everything else is bundled.
      externalizeDeps: false,
      rollupOptions: {
        input: { main: join(root, 'electron/main/main.ts') },
        external: ['@node-rs/argon2'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: join(root, 'electron/preload/preload.ts') },
        // A sandboxed preload is no ES module.
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), tailwindcss(), stamp()],
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      // Inlined files would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      // The page comes from this machine: one file is quicker than many.
      chunkSizeWarningLimit: 2_500,
      rollupOptions: { input: { index: join(root, 'renderer/index.html') } },
    },
  },
});
