import type { Page } from '@playwright/test';
import { denominationsOf } from '#shared/domain/shift/denominations.ts';
import { expect, signIn, test } from './support/house.ts';
import { openShow, seatLines } from './support/steps.ts';

const CURRENCY = 'GBP';
const FLOAT_MINOR = 15_000;

/** What a till's page says that it costs or counts, in minor units. */
const minorOf = (text: string | null): number => Number((text ?? '').replace(/[^\d.]/g, '').replace('.', ''));

/** Types as a clerk does: one press after another, none of them so fast that it is a scanner's. Gives how many. */
async function press(page: Page, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
  }
  return keys.length;
}

/** Sells two seats for cash, exact, and gives the price. */
async function sellTwo(page: Page): Promise<number> {
  await press(page, '2', 'Enter');
  await expect(seatLines(page)).toHaveCount(2);
  await page.keyboard.press('F8');
  const exact = page.getByRole('button', { name: /^Exact/ });
  const total = minorOf(await exact.textContent());
  await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened, so that no double tap pays.
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tickets printed')).toBeVisible();
  return total;
}

/** Counts a sum with as few notes and coins as can be; gives how many presses that took. */
async function count(page: Page, minor: number): Promise<number> {
  let presses = 0;
  let left = minor;
  for (const { value } of denominationsOf(CURRENCY)) {
    const pieces = Math.floor(left / value);
    left -= pieces * value;
    const digits = pieces === 0 ? [] : [...String(pieces)];
    presses += await press(page, ...digits, 'Enter');
  }
  return presses;
}

const tillSide = (page: Page) => page.getByRole('region', { name: 'Order', exact: true }).first();

async function sayFloat(page: Page): Promise<void> {
  await page.keyboard.press('F12');
  await expect(page.getByRole('textbox', { name: 'Sum' })).toBeFocused();
  await press(page, '1', '5', '0', 'Enter');
  await expect(page.getByText('What is in the drawer?')).toHaveCount(0);
}

test('[STY120] a clerk closes with 5.00 missing by keyboard alone: counted blind, told after, printed', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await sayFloat(page);
  const total = await sellTwo(page);
  let presses = await press(page, 'F12', '6');
  await expect(page.getByRole('heading', { name: 'Count the drawer' })).toBeVisible();
  await expect(tillSide(page)).not.toContainText('Expected');
  presses += await count(page, FLOAT_MINOR + total - 500);
  await expect(page.getByText('Missing')).toBeVisible();
  await expect(tillSide(page)).toContainText('£5.00');
  await page.waitForTimeout(350);
  presses += await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: /^Z \d+/ })).toBeVisible();
  await expect(page.getByText('Printed', { exact: true })).toBeVisible();
  await expect(page.getByText('Complete: the server has everything')).toBeVisible();
  presses += await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: 'Who is at the till?' })).toBeVisible();
  // At two presses a second that is half a minute.
  expect(presses).toBeLessThanOrEqual(40);
  const paper = await till.paper();
  await expect(paper.getByRole('img').first()).toBeVisible();
  await paper.close();
});

test('[STY121] a shift goes on after a reload, and its money is in it; a drawer opened without a sale is counted', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  await sayFloat(till.page);
  const page = await till.reopen('crashed');
  await signIn(page, house.pins['clerk'] ?? '');
  await openShow(page);
  await expect(page.getByText('What is in the drawer?')).toHaveCount(0);
  const total = await sellTwo(page);
  await press(page, 'F12', '4');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await press(page, 'c', 'o', 'i', 'n', 'Enter');
  await expect(page.getByRole('heading', { name: 'Till' })).toBeVisible();
  await press(page, '5');
  const expected = tillSide(page).locator('dl > div').filter({ hasText: 'Cash expected' });
  await expect(expected).toBeVisible();
  expect(minorOf(await expected.locator('dd').textContent())).toBe(FLOAT_MINOR + total);
  await expect(tillSide(page)).toContainText('Drawer opened without a sale');
});

test('[STY122] a difference over the limit is approved by a supervisor’s PIN, and the clerk stays signed in until then', async ({
  house,
}) => {
  const { page } = await house.counter('Counter 1');
  await sayFloat(page);
  await press(page, 'F12', '6');
  await count(page, FLOAT_MINOR - 501);
  await expect(page.getByText('So large a difference needs a supervisor.')).toBeVisible();
  await page.waitForTimeout(350);
  await press(page, 'Enter');
  await page
    .getByRole('button', { name: /supervisor/i })
    .first()
    .click();
  await page.keyboard.type(house.pins['supervisor'] ?? '', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Z \d+/ })).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: 'Who is at the till?' })).toBeVisible();
});
