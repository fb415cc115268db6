import type { Page } from '@playwright/test';
import { z } from 'zod';

/** Processor time of a page's main thread in milliseconds: what script took, and what everything did. */
export type Spent = { readonly scriptMs: number; readonly taskMs: number };

const Metrics = z.object({ ScriptDuration: z.number(), TaskDuration: z.number() });

/**
 * Reads the clock of a page's main thread. It stands still while others have the processor, so that figures of a busy
 * machine stay comparable.
 */
export async function mainThread(page: Page): Promise<() => Promise<Spent>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const read = Metrics.parse(Object.fromEntries(metrics.map(({ name, value }) => [name, value])));
    return { scriptMs: read.ScriptDuration * 1_000, taskMs: read.TaskDuration * 1_000 };
  };
}
