import { expect, type Page } from '@playwright/test';
import { offline, online } from './offline.ts';
import { expectMine, freeRun, openShow, seatOf, sellExact } from './steps.ts';
import type { Till } from './till.ts';

export type Disputed = { readonly one: Till; readonly two: Till; readonly seats: readonly string[] };

/** Till 1 promises two seats without the line, of which till 2 has sold the first meanwhile. */
export async function disputedSale(one: Till, two: Till, screen?: string): Promise<Disputed> {
  await openShow(one.page, screen);
  await openShow(two.page, screen);
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

/** Takes cash for seats of which the till cannot be certain; tickets are printed. */
export async function sellPromised(page: Page, seats: readonly string[]): Promise<void> {
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
