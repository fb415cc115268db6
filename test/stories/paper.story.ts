import type { Page } from '@playwright/test';
import { expect, test } from './support/house.ts';
import { freeRun, openShow, seatOf } from './support/steps.ts';
import type { Till } from './support/till.ts';

/** Makes a printer of the till fail as its page does, or well again. */
async function fail(till: Till, printer: 'printer' | 'receipt-printer', fault: object): Promise<void> {
  const healthy = { offline: false, paperOut: false, silent: false, cutOffAfterBytes: null };
  await till.page.request.post(`${till.url}${printer}/faults`, {
    headers: { 'x-foyer-bridge': '1' },
    data: { ...healthy, ...fault },
  });
}

async function papers(till: Till, printer: 'printer' | 'receipt-printer'): Promise<Page> {
  const page = await till.page.context().newPage();
  await page.goto(`${till.url}${printer}`);
  return page;
}

/** Two adults, best seats, cash, exact: by keyboard alone. */
async function sellTwo(page: Page): Promise<void> {
  await page.keyboard.press('2', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Held', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('F8');
  await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
  await page.keyboard.press('Enter');
}

test('[STY110] with the ticket printer down one press has the tickets on the receipt printer, which say so', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  await fail(till, 'printer', { offline: true });
  await sellTwo(till.page);
  await expect(till.page.getByText('The tickets were not printed')).toBeVisible();
  await expect(till.page.getByRole('button', { name: /^On the receipt printer/ })).toBeVisible();
  await till.page.keyboard.press('F5');
  await expect(till.page.getByText('Tickets printed')).toBeVisible();
  const receipts = await papers(till, 'receipt-printer');
  await expect(receipts.locator('article')).toHaveCount(2);
  await expect(receipts.getByRole('img').first()).toHaveAccessibleName(/receipt paper/);
});

test('[STY111] tickets that may be on paper are asked about: the clerk says they are there, and is not asked again', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  await fail(till, 'printer', { silent: true });
  await sellTwo(till.page);
  await expect(till.page.getByText('are all tickets there?')).toBeVisible({ timeout: 15_000 });
  await till.page.keyboard.press('Enter');
  await expect(till.page.getByText('Tickets printed')).toBeVisible();
  await till.page.keyboard.press('F3');
  await till.page.getByRole('button', { name: /Sold/ }).first().click();
  await expect(till.page.getByRole('button', { name: /^Receipt/ })).toBeVisible();
  await expect(till.page.getByText('Are they all there?')).toHaveCount(0);
});

test('[STY112] a ticket that was cut off in the middle is printed anew, and only the new one opens the door', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  const [seat = ''] = await freeRun(till.page, 1);
  await fail(till, 'printer', { cutOffAfterBytes: 400 });
  await seatOf(till.page, seat).click();
  await expect(till.page.getByText('Held', { exact: true }).first()).toBeVisible();
  await till.page.keyboard.press('F8');
  await till.page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
  await till.page.keyboard.press('Enter');
  await expect(till.page.getByText('are all tickets there?')).toBeVisible();
  await fail(till, 'printer', {});
  await till.page.keyboard.press('F5');
  await expect(till.page.getByText('Tickets printed')).toBeVisible();
  const printer = await papers(till, 'printer');
  await expect(printer.getByText('not finished: the line broke')).toBeVisible();
  await expect(printer.locator('article').first().getByRole('img')).toHaveAccessibleName(/-2\b/);
});

test('[STY113] a receipt is one key after the sale, and one key from the last sales, where it is a copy', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  await sellTwo(till.page);
  await expect(till.page.getByText('Tickets printed')).toBeVisible();
  await till.page.keyboard.press('F10');
  await expect(till.page.getByText('The receipt was printed').first()).toBeVisible();
  await till.page.keyboard.press('F3');
  await till.page.getByRole('button', { name: /Sold/ }).first().click();
  await till.page.keyboard.press('F10');
  const receipts = await papers(till, 'receipt-printer');
  await expect(receipts.locator('article')).toHaveCount(2);
  const [copy, first] = [receipts.getByRole('img').first(), receipts.getByRole('img').last()];
  await expect(copy).toHaveAccessibleName(/Copy 2/);
  await expect(first).toHaveAccessibleName(/Receipt.*tax.*net/s);
});
