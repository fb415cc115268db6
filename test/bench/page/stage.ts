import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '#test/support/chromium.ts';
import type { Run } from '../bench.ts';
import { buildPages, buildProbes } from './build.ts';

/** What every bench in a browser needs. */
export type Stage = {
  readonly run: Run;
  readonly browser: Browser;
  /** Folder of the built pages. */
  readonly pages: string;
  /** The script that measures inside pages. */
  readonly probes: string;
  /** What is to be closed when the work is done, or has failed. */
  readonly closing: (() => Promise<void>)[];
};

/** Pages are built once for all benches of a run. */
const built = new Map<string, Promise<{ pages: string; probes: string }>>();

function buildOnce(run: Run): Promise<{ pages: string; probes: string }> {
  const known = built.get(run.folder);
  if (known !== undefined) return known;
  run.say('building the pages');
  const building = (async () => ({
    pages: await buildPages(run.folder),
    probes: await buildProbes(run.folder),
  }))();
  built.set(run.folder, building);
  return building;
}

/** Opens a browser with the built pages at hand for as long as `work` takes. */
export async function onStage<T>(run: Run, work: (stage: Stage) => Promise<T>): Promise<T> {
  const parts = await buildOnce(run);
  const browser = await chromium.launch({ executablePath: ensureChromium(run.say), args: CHROMIUM_FLAGS });
  const closing: (() => Promise<void>)[] = [];
  try {
    return await work({ run, browser, ...parts, closing });
  } finally {
    await browser.close();
    for (const close of closing) await close();
  }
}
