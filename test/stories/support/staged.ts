import { test as base } from '@playwright/test';
import { Stage } from '../../gallery/stage.ts';

/** Stories about the states of the gallery: one house for all that a worker tells. */
export const test = base.extend<object, { stage: Stage }>({
  stage: [
    async ({ browser }, use) => {
      const seed = process.env['FOYER_STORY_SEED'];
      if (seed === undefined)
        throw new Error('the demo database was not seeded; see test/stories/support/seed.ts');
      const stage = await Stage.open(browser, seed);
      await use(stage);
      await stage.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
export { expect } from '@playwright/test';
