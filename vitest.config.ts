import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,sync-server,electron,renderer,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/stories/**', '**/node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
