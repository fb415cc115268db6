/**
 * `npm run gallery`: pictures of every page in every state, into `out/gallery`. `-- seats card` takes the states whose
 * names contain one of the words; `--size 1280x800` (again for more) takes some sizes only.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { ensureBuilt } from '#electron/start/build.ts';
import { CHROMIUM_FLAGS, ensureChromium } from '../support/chromium.ts';
import { startServer } from '../support/processes.ts';
import { ROOT } from '../support/source.ts';
import { indexPage, pictureOf, type Shown } from './index-page.ts';
import { dress, resize, sizesOf, themesOf } from './looks.ts';
import { Stage } from './stage.ts';
import { nameOf, SIZES, type Size, type State } from './state.ts';
import { STATES } from './states/index.ts';

const OUT = join(ROOT, 'out/gallery');
/** A state that is not reached in so long, in milliseconds, is reported and passed over. */
const STATE_MS_MAX = 90_000;
const BUILD_MS_MAX = 5 * 60_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function chosen(words: readonly string[]): readonly State[] {
  const found = STATES.filter(
    (state) => words.length === 0 || words.some((word) => nameOf(state).includes(word)),
  );
  if (found.length === 0)
    throw new Error(`No state is called so. There are:\n  ${STATES.map(nameOf).join('\n  ')}`);
  return found;
}

async function take(state: State, page: Page, sizes: readonly Size[]): Promise<void> {
  for (const size of sizesOf(state).filter((one) => sizes.includes(one))) {
    await resize(page, size);
    for (const theme of themesOf(state)) {
      await dress(page, theme);
      const path = join(OUT, pictureOf(state, theme, size));
      mkdirSync(dirname(path), { recursive: true });
      // A kiosk's page is as it stands: its last row stays at the lower edge.
      await page.screenshot({ path, fullPage: state.face !== 'lobby' });
    }
  }
}

/** Null when its pictures were taken, else what went wrong. */
async function visit(stage: Stage, state: State, sizes: readonly Size[]): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('It took too long.')), STATE_MS_MAX);
  });
  try {
    await Promise.race([state.reach(stage).then((page) => take(state, page, sizes)), late]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

async function seeded(folder: string): Promise<string> {
  const db = join(folder, 'seed.sqlite');
  const { program } = await startServer({ db });
  await program.stop();
  return db;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { size: { type: 'string', multiple: true, default: [...SIZES] } },
  });
  const states = chosen(positionals);
  const sizes = SIZES.filter((size) => values.size.includes(size));
  const executablePath = ensureChromium(say);
  // Pages that were named are used as they are.
  if (process.env['FOYER_PAGES'] === undefined)
    await ensureBuilt(ROOT, say, AbortSignal.timeout(BUILD_MS_MAX));
  const folder = mkdtempSync(join(tmpdir(), 'foyer-gallery-'));
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const startedMs = performance.now();
  const shown: Shown[] = [];
  let stage: Stage | null = null;
  let isStopped = false;
  // Servers and agents are stopped, and what was taken so far is shown.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
  try {
    stage = await Stage.open(browser, process.env['FOYER_STORY_SEED'] ?? (await seeded(folder)));
    for (const [at, state] of states.entries()) {
      if (isStopped) break;
      const failure = await visit(stage, state, sizes);
      shown.push({ state, failure });
      const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0).padStart(4);
      say(
        `${seconds} s  ${at + 1}/${states.length}  ${nameOf(state)}${failure === null ? '' : `: ${failure}`}`,
      );
    }
  } finally {
    await stage?.close();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'index.html'), indexPage(shown));
  const failed = shown.filter(({ failure }) => failure !== null).length;
  say(`${states.length - failed} of ${states.length} states; look at ${join(OUT, 'index.html')}`);
  if (failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
