import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#shared/domain/time.ts';
import { Day } from '#shared/wire/scalars.ts';
import type { Engine } from '../engine.ts';
import { openEngine } from '../open-engine.ts';
import { HOUSES } from './demo/houses.ts';
import { DEMO_DAYS, seedDemo } from './demo.ts';

const today = Day.parse('2026-11-23');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const directory = mkdtempSync(join(tmpdir(), 'foyer-demo-'));
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine({ file: join(directory, 'server.sqlite'), log: quiet });
}, 30_000);
afterAll(async () => {
  await engine.close();
  rmSync(directory, { recursive: true });
});

const heads = () => Promise.all(HOUSES.map(({ cinema }) => engine.heads(cinema.id)));

test('[DEMO9] on the real engine: seeded at first, left alone the same day, extended the next day', async () => {
  const said: string[] = [];
  const log = { info: (message: string) => said.push(message) };
  const { largestCinemaId } = await seedDemo(engine, { today, log });
  expect(said.length).toBeGreaterThanOrEqual(HOUSES.length);
  const first = await engine.list(largestCinemaId, 'shows');
  expect(first.length).toBeGreaterThanOrEqual(90 * DEMO_DAYS);
  const before = await heads();
  await seedDemo(engine, { today });
  expect(await heads()).toEqual(before);
  await seedDemo(engine, { today: addDays(today, 1) });
  const added = (await engine.list(largestCinemaId, 'shows')).length - first.length;
  expect(added).toBeGreaterThanOrEqual(90);
  expect(added).toBeLessThanOrEqual(99);
}, 60_000);

test('[DEMO9] a start that was broken off before its audiences were seated is completed by the next', async () => {
  const own = await openEngine({ file: join(directory, 'broken-off.sqlite'), log: quiet });
  try {
    let left = 40;
    const failing: Engine = {
      ...own,
      block: async (...args) => {
        left -= 1;
        if (left < 0) throw new Error('the power went out');
        await own.block(...args);
      },
    };
    await expect(seedDemo(failing, { today })).rejects.toThrow('the power went out');
    const { largestCinemaId } = await seedDemo(own, { today });
    const maps = await own.list(largestCinemaId, 'seatmaps');
    expect(maps.length).toBeGreaterThanOrEqual(90 * DEMO_DAYS);
    expect(maps.every(({ seats }) => Object.keys(seats).length > 0)).toBe(true);
  } finally {
    await own.close();
  }
}, 60_000);
