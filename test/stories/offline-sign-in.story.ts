import type { Page } from '@playwright/test';
import { expect, signIn, test } from './support/house.ts';
import { entrusted, offline, online, safeRun } from './support/offline.ts';
import { expectMine, openShow, order, seatOf, sellExact } from './support/steps.ts';

// Every story waits until the whole programme has been gone through and seats are entrusted.
test.describe.configure({ timeout: 240_000 });

const summary = (page: Page) => page.getByRole('region', { name: 'The line is back' });
const asked = (page: Page) => page.getByRole('region', { name: 'The server answers again' });

async function choose(page: Page, role: string): Promise<void> {
  const name = page.getByRole('button', { name: new RegExp(role, 'i') }).first();
  await name.click();
}

async function typePin(page: Page, pin: string): Promise<void> {
  await page.keyboard.type(pin, { delay: 60 });
  await page.keyboard.press('Enter');
}

test('[STY107] a till started anew without the server: a clerk signs in, sells, and goes on when the line is back', async ({
  house,
}) => {
  const pin = house.pins['clerk'] ?? '';
  const one = await house.counter('Counter 1');
  await openShow(one.page);
  await entrusted(house, one.page);
  const [seat = '', other = '', third = ''] = await safeRun(one, 3);
  await house.killServer();
  await one.restartHost();
  await one.reopen();
  await expect(one.page.getByText('This till works without it')).toBeVisible();
  await signIn(one.page, pin);
  await openShow(one.page);
  await offline(one.page);
  await seatOf(one.page, seat).click();
  await expectMine(one.page, seat);
  await expect(order(one.page)).toContainText('Safe offline');
  await sellExact(one.page);
  await expect(one.page.getByText('Tickets printed')).toBeVisible();
  await house.startServer();
  await expect(summary(one.page)).toContainText('1 sale made meanwhile was accepted', { timeout: 30_000 });
  await online(one.page);
  await expect(asked(one.page)).toBeHidden();
  // A page that was loaded anew no longer knows the PIN, and the server is told by then: nobody is asked.
  await one.page.reload();
  await openShow(one.page);
  await online(one.page);
  await seatOf(one.page, other).click();
  await expectMine(one.page, other);
  await sellExact(one.page);
  await expect(asked(one.page)).toBeHidden();
  await expect(seatOf(one.page, third)).toHaveAccessibleName(/available/);
});

test('[STY107] [CTR27] a page loaded anew in between asks for the PIN once, beside the sale at hand', async ({
  house,
}) => {
  const pin = house.pins['clerk'] ?? '';
  const one = await house.counter('Counter 1');
  await openShow(one.page);
  await entrusted(house, one.page);
  const [seat = ''] = await safeRun(one, 1);
  await house.killServer();
  await one.reopen();
  await signIn(one.page, pin);
  await one.page.reload();
  await openShow(one.page);
  await offline(one.page);
  await seatOf(one.page, seat).click();
  await expectMine(one.page, seat);
  await house.startServer();
  await expect(asked(one.page)).toBeVisible({ timeout: 30_000 });
  await asked(one.page).getByRole('button', { name: 'Enter PIN' }).click();
  await typePin(one.page, '999999');
  await expect(one.page.getByText('This PIN is not right')).toBeVisible();
  await typePin(one.page, pin);
  await expect(asked(one.page)).toBeHidden();
  await expectMine(one.page, seat);
  await sellExact(one.page);
});

test('[STY108] without the server wrong PINs lock the name, restarts included, and who was not there is told so', async ({
  house,
}) => {
  const { clerk: pin = '', supervisor = '' } = house.pins;
  const one = await house.counter('Counter 1');
  const two = await house.till('counter', 'Counter 2');
  await two.page.getByRole('button', { name: /clerk/i }).first().waitFor();
  await one.reopen();
  await choose(one.page, 'supervisor');
  await house.killServer();
  await typePin(one.page, supervisor);
  await expect(one.page.getByText(/has not signed in at this till within the last 24 hours/)).toBeVisible();
  await one.page.keyboard.press('Escape');
  await expect(one.page.getByText('This till works without it')).toBeVisible();
  await expect(one.page.getByRole('button', { name: /supervisor/i })).toBeHidden();
  await choose(one.page, 'clerk');
  for (let wrong = 1; wrong <= 5; wrong += 1) {
    await typePin(one.page, '999999');
    await expect(one.page.getByText('This PIN is not right')).toBeVisible();
  }
  await typePin(one.page, pin);
  await expect(one.page.getByText(/Too many wrong PINs/)).toBeVisible();
  await one.restartHost();
  await one.reopen();
  await choose(one.page, 'clerk');
  await typePin(one.page, pin);
  await expect(one.page.getByText(/Too many wrong PINs/)).toBeVisible();
  await two.page.reload();
  await expect(
    two.page.getByText(/Nobody has signed in at this till within the last 24 hours/),
  ).toBeVisible();
});
