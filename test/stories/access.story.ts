import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/house.ts';
import { freeRun, openShow, order, seatOf } from './support/steps.ts';

/** What axe finds on the page as it stands, by rule and place. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`[STY50] axe finds nothing at the counter, signing in, choosing, holding and paying (${theme})`, async ({
    house,
  }) => {
    test.slow(); // axe weighs the contrast of every seat
    const entry = await house.till('counter', 'Counter 9');
    await entry.page.getByRole('button', { name: /clerk/i }).first().waitFor();
    expect(await findings(entry.page)).toEqual([]);
    const { page } = await house.counter('Counter 1');
    if (theme === 'Dark') await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await openShow(page, 'Screen 14 Snug');
    expect(await findings(page)).toEqual([]);
    const [seat = ''] = await freeRun(page, 1);
    await seatOf(page, seat).click();
    await expect(order(page)).toContainText('Held');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('F8');
    await expect(page.getByRole('button', { name: /^Exact/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}

test('[STY51] axe finds nothing on a visitor’s way to the seats', async ({ house }) => {
  const { page } = await house.till('lobby', 'Lobby 1');
  await page.getByRole('button', { name: 'Buy tickets' }).click();
  expect(await findings(page)).toEqual([]);
});
