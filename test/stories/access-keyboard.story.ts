import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/staged.ts';

/** Presses of Tab until a control has the focus; more than any page needs. */
const TABS_MAX = 80;

/** Goes to a control as somebody without a pointer does, and sees that the focus shows there. */
async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const has = () => control.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < TABS_MAX && !(await has()); i += 1) await page.keyboard.press(key);
  await expect(control).toBeFocused();
  const outline = await control.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline, 'the focus can be seen').not.toBe('none');
}

test('[STY51] a till is set up and a clerk signs in by keyboard alone', async ({ stage }) => {
  const page = await stage.stranger('by-keyboard');
  const code = page.getByRole('textbox', { name: 'Enrolment code' });
  await expect(code).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: 'Address of the server' }), 'Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(stage.house.url);
  await page.keyboard.press('Tab');
  await expect(code).toBeFocused();
  await page.keyboard.type(stage.house.code('counter'));
  await page.keyboard.press('Tab');
  await page.keyboard.type('Counter by keyboard');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: /clerk/i }).first());
  await page.keyboard.press('Enter');
  // A PIN that is wrong, another name, and then the right one.
  await page.getByRole('heading', { name: /^PIN of/ }).waitFor();
  await page.keyboard.type('9999', { delay: 30 });
  await page.keyboard.press('Enter');
  await page.getByText('This PIN is not right').waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page, page.getByRole('button', { name: /clerk/i }).first());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^PIN of/ }).waitFor();
  await page.keyboard.type(stage.pin('clerk'), { delay: 30 });
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Shows' }).waitFor();
});

test('[STY52] a manager signs in, goes to another day, turns a chart into a table, and opens the bookings behind a figure, by keyboard alone', async ({
  stage,
}) => {
  const { page } = await stage.till('manager', 'Office by keyboard');
  await page.reload();
  await tabTo(page, page.getByRole('button', { name: /manager/i }).first());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^PIN of/ }).waitFor();
  await page.keyboard.type(stage.pin('manager'), { delay: 30 });
  await page.keyboard.press('Enter');
  const today = await page.getByRole('heading', { level: 1 }).textContent();
  await tabTo(page, page.getByRole('button', { name: 'The day before' }));
  for (let day = 0; day < 3; day += 1) await page.keyboard.press('Enter');
  await page
    .getByText(/^From the server/)
    .first()
    .waitFor();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(today ?? '');
  const revenue = page.getByRole('button', { name: /^Revenue .*the bookings behind it/ });
  await tabTo(page, revenue);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('row').nth(1).waitFor();
  await tabTo(page, dialog.getByRole('row').nth(1));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'All bookings' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('row').nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(revenue).toBeFocused();
  const hours = page.getByRole('region', { name: 'Revenue by hour' });
  await tabTo(page, hours.getByRole('radio', { name: 'Chart' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await hours.getByRole('row').nth(1).waitFor();
});
