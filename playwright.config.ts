import { defineConfig } from '@playwright/test';
import { desktopHere, storyProjects } from './test/electron/available.ts';
import { CHROMIUM_FLAGS, findChromium } from './test/support/chromium.ts';

const executablePath = findChromium();
const isCI = process.env['CI'] === 'true';

export default defineConfig({
  testDir: 'test/stories',
  testMatch: '**/*.story.ts',
  outputDir: 'test-results',
  globalSetup: './test/stories/support/seed.ts',
  // Two cores: a story runs a server, one or two agents and a browser of its own.
  workers: 2,
  fullyParallel: true,
  // As in vitest.config.ts: on a shared machine a story may miss a deadline; `npm test` says how many did.
  retries: isCI ? 2 : 0,
  // Bounds for what hangs, wide enough for a machine that does something else as well; what is well does not wait.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // Drawing every step of a page with a thousand seats costs more than the step: CI does it when a story is told again.
    trace: isCI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath === null ? {} : { executablePath }) },
  },
  projects: storyProjects(desktopHere()),
});
