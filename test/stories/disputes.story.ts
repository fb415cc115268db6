import type { Locator, Page } from '@playwright/test';
import { expect, type House, type Till, test } from './support/house.ts';
import { offline, online } from './support/offline.ts';
import { expectMine, freeRun, openShow, seatOf, sellExact } from './support/steps.ts';

// Two tills, a cut line and five sales' worth of steps.
test.describe.configure({ timeout: 180_000 });

type Disputed = { readonly one: Till; readonly two: Till; readonly seats: readonly string[] };

/** Till 1 promises two seats without the line, of which till 2 has sold the first meanwhile. */
async function disputedSale(house: House): Promise<Disputed> {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  await openShow(one.page);
  await openShow(two.page);
  one.line.cut();
  await offline(one.page);
  const seats = await uncertainRun(one.page, 2);
  const [lost = ''] = seats;
  await seatOf(two.page, lost).click();
  await expectMine(two.page, lost);
  await sellExact(two.page);
  await sellPromised(one.page, seats);
  one.line.mend();
  await online(one.page);
  return { one, two, seats };
}

/** Seats side by side that a till without the line can only promise. */
async function uncertainRun(page: Page, length: number): Promise<readonly string[]> {
  const name = /^Row [A-Z]+, seat [A-Z]*\d+, Regular, not certain without the line/;
  await expect(page.getByRole('button', { name }).first()).toBeVisible();
  return freeRun(page, length, name);
}

async function sellPromised(page: Page, seats: readonly string[]): Promise<void> {
  for (const seat of seats) {
    await seatOf(page, seat).click();
    await expect(seatOf(page, seat)).toHaveAccessibleName(/this order/);
  }
  await page.getByRole('button', { name: /^Cash/ }).click();
  await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
  await page.getByRole('button', { name: /^Exact/ }).click();
  await page.getByRole('button', { name: /promise/i }).click();
  await expect(page.getByText('Tickets printed')).toBeVisible();
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
  const { one, two, seats } = await disputedSale(house);
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
  const { one, two, seats } = await disputedSale(house);
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
    const { one, two } = await disputedSale(house);
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
  const { one, two } = await disputedSale(house);
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
