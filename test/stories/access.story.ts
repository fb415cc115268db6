import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { judgeTwiceTheText } from '../gallery/large-text.ts';
import { dress, themesOf } from '../gallery/looks.ts';
import { nameOf } from '../gallery/state.ts';
import { STATES } from '../gallery/states/index.ts';
import { expect, test } from './support/staged.ts';

// Hundreds of pages, each looked at by a program: what it found says more than a recording of the way there.
test.use({ trace: 'off', screenshot: 'off' });

/** What axe finds on the page as it stands, by rule and place. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // There is one frame; putting the findings of several together in a page of their own takes four times as long.
    .setLegacyMode(true)
    // A tooltip belongs to what it hangs on, not to a landmark.
    .exclude('[data-overlay-container]:has(> [role="tooltip"])')
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

for (const state of STATES.filter((one) => one.isPaper !== true)) {
  test(`[STY50] ${nameOf(state)}: axe finds nothing, and text of twice the size can be read and reached`, async ({
    stage,
  }) => {
    test.slow(); // axe weighs the contrast of every seat
    const page = await state.reach(stage);
    for (const theme of themesOf(state)) {
      await dress(page, theme);
      expect.soft(await findings(page), theme).toEqual([]);
    }
    expect.soft(await judgeTwiceTheText(page), 'text of twice the size').toEqual([]);
  });
}
