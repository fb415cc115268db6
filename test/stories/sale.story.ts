import { expect, test } from './support/house.ts';
import { expectMine, freeRun, openShow, order, seatLines, seatOf, sellExact } from './support/steps.ts';

test('[STY1] a sale by touch: seats, cash, exact, tickets on paper, in at most seven taps', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  const [first = '', second = ''] = await freeRun(page, 2);
  await seatOf(page, first).click(); // 1
  await expectMine(page, first);
  await seatOf(page, second).click(); // 2
  await expectMine(page, second);
  await expect(order(page)).toContainText('Base');
  await sellExact(page); // 3 and 4
  await expect(page.getByText('No change')).toBeVisible();
  const paper = await till.paper();
  await expect(paper.getByText(/No\. \d+/)).toHaveCount(2);
  await expect(seatOf(page, first)).toHaveAccessibleName(/sold/);
});

test('[STY2] a sale by keyboard alone: 2 Enter F8 Enter, with Enter held down and a scanner in between', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await page.keyboard.press('Digit2');
  await page.keyboard.down('Enter');
  for (let i = 0; i < 10; i += 1) await page.keyboard.down('Enter'); // held: repeats
  await page.keyboard.up('Enter');
  await expect(seatLines(page)).toHaveCount(2);
  // A scanner types faster than any person: never a party size, never a sale.
  await page.keyboard.type('C17K4QXR9', { delay: 2 });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  await page.keyboard.press('Escape');
  await expect(seatLines(page)).toHaveCount(2);
  await page.keyboard.press('F8');
  await page.waitForTimeout(350);
  await page.keyboard.down('Enter');
  for (let i = 0; i < 10; i += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByText('Tickets printed')).toBeVisible();
  await page
    .getByRole('tab', { name: /Last sales/ })
    .or(page.getByRole('radio', { name: /Last sales/ }))
    .click();
  await expect(page.getByRole('button', { name: /Sold/ })).toHaveCount(1);
});

test('[STY3] cash given is counted, and the change is said large', async ({ house }) => {
  const { page } = await house.counter('Counter 1');
  await openShow(page);
  await page.keyboard.type('2a1c', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(seatLines(page)).toHaveCount(3);
  await page.keyboard.press('F8');
  await page.waitForTimeout(350);
  await page.keyboard.type('200', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tickets printed')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Change' })).toContainText(/£1\d\d\.\d\d/);
});

test('[STY4] a printer out of paper offers Print again, and the sale stays sold', async ({ house }) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  const printer = await till.paper();
  await printer.getByRole('checkbox', { name: /out of paper/ }).check();
  await page.bringToFront();
  await openShow(page);
  await page.keyboard.press('Digit1');
  await page.keyboard.press('Enter');
  await expect(order(page)).toContainText('Held');
  await page.keyboard.press('F8');
  await page.waitForTimeout(350);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The tickets were not printed');
  await printer.getByRole('checkbox', { name: /out of paper/ }).uncheck();
  await page.getByRole('button', { name: 'Print again' }).click();
  await expect(page.getByText('Tickets printed')).toBeVisible();
});

test('[STY5] a wrong PIN is said, and too many of them lock the name for a while', async ({ house }) => {
  const { page } = await house.till('counter', 'Counter 1');
  await page.getByRole('button', { name: /clerk/i }).first().click();
  await page.keyboard.type('9999', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('This PIN is not right').first()).toBeVisible();
  const locked = page.getByText('Too many wrong PINs').first();
  for (let i = 0; i < 10 && !(await locked.isVisible()); i += 1) {
    await page.keyboard.type('9999', { delay: 60 });
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
  }
  await expect(locked).toBeVisible();
});
