import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runChaos } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-chaos-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('[I6] twenty partitions and twenty kills of the server during sales: all heals, nothing acknowledged is lost', async () => {
  const report = await runChaos({
    folder,
    tills: 2,
    partitions: 20,
    partitionMsMax: 3_000,
    kills: 20,
    seed: 20_261_123,
    progress: () => undefined,
  });
  expect(report.wrong).toEqual([]);
  expect(report.sales).toBeGreaterThan(0);
}, 600_000);
