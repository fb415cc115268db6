import type { Locator, Page } from '@playwright/test';
import { expect, type House, type Till, test } from './support/house.ts';
import { entrusted, offline, online, safeRun } from './support/offline.ts';
import { openShow, seatOf, sellExact } from './support/steps.ts';

test.describe.configure({ timeout: 180_000 });

const strip = (page: Page): Locator => page.getByRole('region', { name: 'Drill', exact: true });
const over = (page: Page): Locator => page.getByRole('region', { name: 'The drill is over' });

async function begin(page: Page, what: 'Line' | 'Server' | 'Printer'): Promise<void> {
  await page.getByRole('button', { name: 'Drill' }).click();
  const panel = page.getByRole('dialog', { name: /^Drill/ });
  await panel.getByRole('radio', { name: what }).click();
  await panel.getByRole('radio', { name: '3 min' }).click();
  await panel.getByRole('button', { name: 'Start the drill' }).click();
  await expect(strip(page)).toBeVisible();
}

const endNow = (page: Page): Promise<void> => strip(page).getByRole('button', { name: 'End now' }).click();

async function supervisorAtShow(house: House): Promise<Till> {
  const till = await house.counter('Counter 1', 'supervisor');
  await openShow(till.page);
  return till;
}

async function sell(page: Page, seat: string): Promise<void> {
  await seatOf(page, seat).click();
  await expect(seatOf(page, seat)).toHaveAccessibleName(/this order/);
  await sellExact(page);
}

test('[DRL3] a drill without the line: own seats are sold for real, and the report says what became of everything', async ({
  house,
}) => {
  const one = await supervisorAtShow(house);
  const { page } = one;
  await entrusted(house, page);
  const [seat = '', other = ''] = await safeRun(one, 2);
  await begin(page, 'Line');
  await offline(page);
  await expect(strip(page)).toContainText('the line is pretended to be gone. Sales are real.');
  await expect(strip(page).getByRole('timer', { name: 'Drill ends in' })).toContainText(/2:\d\d/);
  await sell(page, seat);
  await sell(page, other);
  await expect(strip(page)).toContainText('2 sales · all that must hold holds');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await endNow(page);
  await online(page);
  await expect(over(page)).toContainText(/Everything was answered [\d.]+ s after the end/, {
    timeout: 30_000,
  });
  await over(page).getByRole('button', { name: 'Report' }).click();
  const report = page.getByRole('dialog', { name: 'Report of the drill' });
  await expect(report).toContainText(/Line gone from .* ended by hand/);
  await expect(report).toContainText(/Sales in the drill2Seats sold2of them on own seats2of them promised0/);
  await expect(report).toContainText(/Sales accepted2Sales that need a person0/);
  await expect(report).toContainText('held, at every look');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Light', exact: true }).click();
  await page.reload();
  await expect(over(page)).toBeVisible();
  await over(page).getByRole('button', { name: 'Report' }).click();
  const saved = page.waitForEvent('download');
  await report.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^drill-.*\.csv$/);
  await report.getByRole('button', { name: 'Understood' }).click();
  await expect(over(page)).toBeHidden();
});

test('[DRL1] a drill ends with the page: loaded anew, the till has its line back', async ({ house }) => {
  const one = await supervisorAtShow(house);
  await begin(one.page, 'Server');
  await offline(one.page);
  await one.page.reload();
  await online(one.page);
  await expect(strip(one.page)).toBeHidden();
});

test('[DRL1] a drill without the printer: the sale stands, and its tickets print when it is over', async ({
  house,
}) => {
  const one = await supervisorAtShow(house);
  const { page } = one;
  await begin(page, 'Printer');
  await seatOf(page, 'E8').click();
  await expect(seatOf(page, 'E8')).toHaveAccessibleName(/in this order/);
  await page.getByRole('button', { name: /^Cash/ }).click();
  await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
  await page.getByRole('button', { name: /^Exact/ }).click();
  await expect(page.getByRole('button', { name: 'Print again' })).toBeVisible();
  await expect(page.getByText('Online', { exact: true })).toBeVisible();
  await endNow(page);
  await expect(over(page)).toContainText('1 sale');
  await page.getByRole('button', { name: 'Print again' }).click();
  await expect(page.getByText('Tickets printed')).toBeVisible();
});

test('[DRL2] a clerk begins no drill; one that goes on is said at the sign-in too, and ended there', async ({
  house,
}) => {
  const one = await house.counter('Counter 1');
  await expect(one.page.getByRole('button', { name: 'Drill' })).toBeHidden();
  const two = await house.counter('Counter 2', 'supervisor');
  await openShow(two.page);
  await begin(two.page, 'Line');
  await two.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(strip(two.page)).toBeVisible();
  await endNow(two.page);
  await expect(strip(two.page)).toBeHidden();
});
