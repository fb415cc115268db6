import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,sync-server,electron,renderer,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/stories/**', '**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A shared machine can miss a deadline of its own; a fault of ours fails twice. At a desk nothing is tried again.
    retry: process.env['CI'] === 'true' ? 1 : 0,
  },
});
