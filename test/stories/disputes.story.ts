import type { Locator, Page } from '@playwright/test';
import { type Disputed, disputedSale } from './support/disputed.ts';
import { expect, type House, test } from './support/house.ts';
import { seatOf } from './support/steps.ts';

// Two tills, a cut line and five sales' worth of steps.
test.describe.configure({ timeout: 180_000 });

async function twoTills(house: House): Promise<Disputed> {
  return disputedSale(await house.counter('Counter 1'), await house.counter('Counter 2'));
}

const deskTab = (page: Page): Locator => page.getByRole('radio', { name: 'Needs a person (1)' });
const take = (page: Page): Locator => page.getByRole('button', { name: 'Reseat and print' });
const held = (page: Page): Locator => page.getByText(/^Held for them: /);

async function openDispute(page: Page): Promise<void> {
  await deskTab(page).click();
  await page.getByRole('list', { name: 'Needs a person' }).getByRole('button').click();
}

test('[DSK1] a promised sale that lost a seat is reseated by one press: new tickets, the other sale untouched', async ({
  house,
}) => {
  const { one, two, seats } = await twoTills(house);
  const { page } = one;
  const [lost = '', kept = ''] = seats;
  await openDispute(page);
  await expect(page.getByText(new RegExp(`${lost}: Counter 2 has it since \\d`))).toBeVisible();
  await expect(page.getByRole('timer', { name: 'Held for' })).toBeVisible();
  const [left = '', right = ''] = ((await held(page).textContent()) ?? '').match(/[A-Z]+\d+/g) ?? [];
  await expect(seatOf(two.page, left)).toHaveAccessibleName(/held/);
  await expect(take(page)).toBeInViewport({ ratio: 1 });
  await take(page).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText(/sits on .* now\. Old tickets are void, new ones were printed/);
  await expect(deskTab(page)).toBeHidden();
  for (const seat of [left, right]) await expect(seatOf(two.page, seat)).toHaveAccessibleName(/sold/);
  await expect(seatOf(two.page, lost)).toHaveAccessibleName(/sold/);
  if (![left, right].includes(kept)) await expect(seatOf(two.page, kept)).toHaveAccessibleName(/available/);
  const paper = await one.paper();
  await expect(paper.getByRole('img', { name: /promised, not yet confirmed/i })).toHaveCount(2);
  await expect(paper.getByRole('img', { name: /Adult,/ })).toHaveCount(4);
});

test('[DSK2] the money of a promised sale that lost a seat is paid back instead, and it keeps no seat', async ({
  house,
}) => {
  const { one, two, seats } = await twoTills(house);
  const { page } = one;
  const [lost = '', kept = ''] = seats;
  await openDispute(page);
  await expect(take(page)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the sale' }).click();
  await page.getByRole('button', { name: /^Cancel and pay back/ }).click();
  await expect(page.getByText('Cancelled. Pay back £26.00 from the drawer.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing needs a person')).toBeVisible();
  await expect(seatOf(two.page, kept)).toHaveAccessibleName(/available/);
  await expect(seatOf(two.page, lost)).toHaveAccessibleName(/sold/);
});

test.describe('a short hold', () => {
  test.use({ holdSeconds: 12 });

  test('[DSK3] a replacement that runs out goes free, is said, and is held anew by one press', async ({
    house,
  }) => {
    const { one, two } = await twoTills(house);
    const { page } = one;
    await openDispute(page);
    const words = (await held(page).textContent()) ?? '';
    const [seat = ''] = /[A-Z]+\d+/.exec(words) ?? [];
    await expect(seatOf(two.page, seat)).toHaveAccessibleName(/held/);
    await expect(page.getByText('Their time ran out')).toBeVisible({ timeout: 20_000 });
    await expect(seatOf(two.page, seat)).toHaveAccessibleName(/available/);
    await page.getByRole('button', { name: 'Hold seats for them' }).click();
    await take(page).click();
    await expect(deskTab(page)).toBeHidden();
  });
});

test('[DSK4] a disputed sale is found, opened and reseated by keyboard alone', async ({ house }) => {
  const { one, two } = await twoTills(house);
  const { page } = one;
  await page.keyboard.press('F2');
  await expect(page.getByRole('list', { name: 'Needs a person' }).getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(take(page)).toBeEnabled();
  await page.keyboard.press('Tab');
  await expect(take(page)).toBeFocused();
  await page.waitForTimeout(60); // Faster than 30 ms a key is a scanner.
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing needs a person')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'Order' })).toBeChecked();
  await expect(deskTab(two.page)).toBeHidden();
});
