/**
 * `npm test`: everything, in the order in which failures are cheapest to find. Each check that is not a test runner
 * counts as one test. Ends with a line `N passed, N failed`, after one that says how many were skipped.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ensureChromium } from './support/chromium.ts';

type Tally = { passed: number; failed: number; skipped: number };

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'foyer-test-'));
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs a program of node_modules/.bin with our own output; resolves with its exit code. */
function run(
  tool: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules', '.bin', tool), [...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}

async function check(title: string, tool: string, args: readonly string[]): Promise<Tally> {
  const code = await run(tool, args);
  say(`${code === 0 ? '✓' : '✗'} ${title}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  success: z.boolean(),
});

async function vitest(): Promise<Tally> {
  const file = join(scratch, 'vitest.json');
  const code = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file, VitestReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  // A suite that could not even be loaded has no failed test of its own, but must not pass.
  const failed = Math.max(report.numFailedTests, code === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}

const StoriesReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

async function stories(chromium: string): Promise<Tally> {
  const file = join(scratch, 'stories.json');
  const env = { FOYER_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const code = await run('playwright', ['test', '--reporter=list,json'], env);
  const report = readReport(file, StoriesReport);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  if (flaky > 0) say(`${flaky} of the stories passed only when they were told again.`);
  return { passed: expected + flaky, failed: Math.max(unexpected, code === 0 ? 0 : 1), skipped };
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    say(`The report ${file} cannot be read: ${String(error)}`);
    return null;
  }
}

const tallies: Tally[] = [];
try {
  const chromium = ensureChromium(say);
  say(`Browser: ${chromium}`);
  tallies.push(await check('types (tsc)', 'tsc', []));
  tallies.push(
    await check('format, lint and import direction (biome)', 'biome', ['check', '--error-on-warnings', '.']),
  );
  tallies.push(await check('floating promises (oxlint)', 'oxlint', ['--type-aware', '--quiet']));
  tallies.push(await check('unused files, exports and dependencies (knip)', 'knip', []));
  tallies.push(await check('build (electron-vite)', 'electron-vite', ['build', '--logLevel', 'warn']));
  tallies.push(await vitest());
  tallies.push(await stories(chromium));
} catch (error) {
  say(String(error));
  tallies.push({ passed: 0, failed: 1, skipped: 0 });
}
rmSync(scratch, { recursive: true, force: true });
const total = tallies.reduce((a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
}));
say(`${total.skipped} skipped`);
say(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
