import type { Page } from '@playwright/test';
import { openShow, order, sellExact } from '../../stories/support/steps.ts';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';

export const SMALL = 'Screen 14 Snug';
export const GREAT = 'Screen 1 IMAX';

export const state = (name: string, reach: State['reach']): State => ({ face: 'counter', name, reach });

export async function map(stage: Stage, screen = SMALL, till?: string): Promise<Page> {
  const { page } = await stage.counter(till);
  await openShow(page, screen);
  return page;
}

/** An order as the line takes it, held by the server. */
export async function held(stage: Stage, line: string, screen = GREAT, till?: string): Promise<Page> {
  const page = await map(stage, screen, till);
  await page.keyboard.type(line, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(order(page)).toContainText('Held');
  return page;
}

export async function cash(stage: Stage, till?: string): Promise<Page> {
  const page = await held(stage, '2a1c', GREAT, till);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: /^Exact/ }).waitFor();
  return page;
}

/** The line to the server gone for all, the page with the agent behind it still there. */
export async function cutLine(stage: Stage, page: Page): Promise<void> {
  stage.house.silenceServer();
  await isOffline(page);
}

/** Keeps what a page writes from the server until the answer is called. */
export async function heldBack(page: Page): Promise<() => void> {
  let goOn = (): void => {};
  const late = new Promise<void>((done) => {
    goOn = done;
  });
  await page.route(/\/bookings\/\d+\/push$/, async (route) => {
    await late;
    await route.continue();
  });
  return goOn;
}

export const isOffline = (page: Page): Promise<void> =>
  expect(page.getByText(/Offline since|No connection since/).first()).toBeVisible();

export const view = (page: Page, name: RegExp) =>
  page
    .getByRole('radio', { name })
    .or(page.getByRole('tab', { name }))
    .or(page.getByRole('button', { name }));

export async function sales(stage: Stage): Promise<Page> {
  const { page } = await stage.counter();
  await view(page, /^Last sales/)
    .first()
    .click();
  await page.getByRole('searchbox', { name: /Code, name/ }).waitFor();
  return page;
}

export async function oneSale(stage: Stage): Promise<Page> {
  const page = await held(stage, '2');
  await page.getByText('Customer (optional)').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Marlene Dietrich');
  await sellExact(page);
  await view(page, /^Last sales/)
    .first()
    .click();
  await page.getByRole('button', { name: /Sold/ }).first().click();
  await page.getByRole('button', { name: 'Cancel the sale' }).waitFor();
  return page;
}
