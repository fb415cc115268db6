import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, signIn, type Till, test } from './support/house.ts';
import { byCard, openShow, order, seatLines } from './support/steps.ts';

const Ledger = z.object({ payments: z.array(z.object({ status: z.string() })) });

/** Chooses on the simulated terminal of a till what it does with the next card. */
async function terminal(till: Till, next: string): Promise<void> {
  const headers = { 'x-foyer-bridge': '1', 'content-type': 'application/json' };
  const answer = await till.context.request.post(`${till.url}terminal/behaviour`, {
    headers,
    data: { next },
  });
  expect(answer.ok()).toBe(true);
}

/** What the terminal itself has noted, oldest first. */
async function ledger(till: Till): Promise<string[]> {
  const answer = await till.context.request.get(`${till.url}terminal/state`);
  return Ledger.parse(await answer.json())
    .payments.map(({ status }) => status)
    .reverse();
}

async function ticketsOnPaper(till: Till, count: number): Promise<void> {
  const paper = await till.paper();
  await expect(paper.getByText(/No\. \d+/)).toHaveCount(count);
  await paper.close();
}

/** Two adults, the best seats. */
async function two(page: Page): Promise<void> {
  await page.keyboard.press('Digit2');
  await page.keyboard.press('Enter');
  await expect(order(page)).toContainText('Held', { timeout: 30_000 });
}

test('[STY90] a card sale takes three presses, from an idle page to printed tickets', async ({ house }) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await two(page);
  await byCard(page);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Tickets printed')).toBeVisible();
  await expect(page.getByText('Paid by card', { exact: true })).toBeVisible();
  expect(await ledger(till)).toEqual(['approved']);
  await ticketsOnPaper(till, 2);
  // The page is idle again: the next order begins with the next key.
  await page.keyboard.press('Digit1');
  await page.keyboard.press('Enter');
  await expect(seatLines(page)).toHaveCount(1);
});

test('[STY91] a declined card keeps the hold; the next card is approved and charged once', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await terminal(till, 'decline');
  await two(page);
  await byCard(page);
  await expect(page.getByRole('alert')).toContainText('The card was declined');
  await expect(page.getByRole('alert')).toContainText('No money was taken');
  await expect(order(page)).toContainText('Held');
  await expect(seatLines(page)).toHaveCount(2);
  await terminal(till, 'approve');
  await byCard(page);
  await expect(page.getByText('Tickets printed')).toBeVisible();
  expect(await ledger(till)).toEqual(['declined', 'approved']);
  await ticketsOnPaper(till, 2);
});

test('[STY92] a guest changes their mind: Escape calls the card off, and cash is taken instead', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await terminal(till, 'slow');
  await two(page);
  await byCard(page);
  await expect(page.getByText('The terminal waits for the card')).toBeVisible();
  await expect(page.getByText('The terminal takes its time')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(order(page)).toContainText('Held');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('F8');
  await page.waitForTimeout(350);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tickets printed')).toBeVisible();
  expect(await ledger(till)).toEqual(['declined']);
});

test('[I4] the terminal charges and falls silent: it is asked, and there is one charge and one set of tickets', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await terminal(till, 'silent-after');
  await two(page);
  await byCard(page);
  await expect(page.getByText('Tickets printed')).toBeVisible({ timeout: 30_000 });
  expect(await ledger(till)).toEqual(['approved']);
  await ticketsOnPaper(till, 2);
});

test('[STY93] a dead terminal: said with a code, no cash for those seats, the queue goes on, and it is settled later', async ({
  house,
}) => {
  test.setTimeout(120_000);
  const till = await house.counter('Counter 1');
  const { page } = till;
  await openShow(page);
  await terminal(till, 'power-cut');
  await two(page);
  await byCard(page);
  const unknown = page.getByRole('alert').filter({ hasText: 'does not say whether the card was charged' });
  await expect(unknown).toBeVisible({ timeout: 40_000 });
  await expect(unknown).toContainText(/Code T2 · /);
  // Neither cash nor another card for these seats.
  await page.keyboard.press('F8');
  await expect(page.getByRole('button', { name: /^Exact/ })).toHaveCount(0);
  await page.keyboard.press('F6');
  await expect(page.getByRole('region', { name: 'Parked orders' })).toContainText('being paid');
  // The next guest pays cash meanwhile.
  await page.keyboard.press('Digit1');
  await page.keyboard.press('Enter');
  await expect(order(page)).toContainText('Held');
  await page.keyboard.press('F8');
  await page.waitForTimeout(350);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tickets printed')).toBeVisible();
  // Back on, it says that it had charged nothing: the order is held again, and can be paid.
  await terminal(till, 'approve');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    'was not charged; its order is parked and held again',
    {
      timeout: 20_000,
    },
  );
  await page.getByRole('region', { name: 'Parked orders' }).getByRole('button').click();
  await byCard(page);
  await expect(page.getByText('Paid by card', { exact: true })).toBeVisible();
  expect(await ledger(till)).toEqual(['declined', 'approved']);
  await ticketsOnPaper(till, 3);
});

test('[I6] the page is killed while the terminal approves: opened again, it prints one set of tickets', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  await two(till.page);
  await byCard(till.page);
  await expect.poll(() => ledger(till)).toEqual(['begun']);
  const page = await till.reopen();
  await signIn(page, house.pins['clerk'] ?? '');
  await expect(page.getByText('Tickets printed')).toBeVisible();
  expect(await ledger(till)).toEqual(['approved']);
  await ticketsOnPaper(till, 2);
});
