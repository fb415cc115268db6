import type { Page } from '@playwright/test';
import { byCard, sellExact } from '../../stories/support/steps.ts';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';
import { cash, GREAT, held, oneSale, sales, state } from './counter-steps.ts';

/** Taking the money, and sales that were made. */
export const COUNTER_PAYING: readonly State[] = [
  state('cash', (stage) => cash(stage)),
  state('cash-change', async (stage) => {
    const page = await cash(stage);
    await page.keyboard.type('200', { delay: 60 });
    await expect(page.getByText('Change').first()).toBeVisible();
    return page;
  }),
  state('cash-too-little', async (stage) => {
    const page = await cash(stage);
    await page.keyboard.type('5', { delay: 60 });
    await page.getByText('are missing').waitFor();
    return page;
  }),
  state('card', (stage) => card(stage, 'slow', 'The terminal takes its time')),
  state('card-declined', (stage) => card(stage, 'decline', 'The card was declined')),
  state('card-unsettled', (stage) => card(stage, 'power-cut', 'does not say whether the card was charged')),
  state('sold', async (stage) => {
    const page = await cash(stage);
    await page.keyboard.type('200', { delay: 60 });
    await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
    await page.keyboard.press('Enter');
    await page.getByText('Tickets printed').waitFor();
    return page;
  }),
  state('print-failed', async (stage) => {
    const till = await stage.counter();
    const printer = await till.paper();
    const empty = printer.getByRole('checkbox', { name: /out of paper/ });
    await empty.check();
    const page = await cash(stage);
    await page.waitForTimeout(350);
    await page.keyboard.press('Enter');
    await page.getByText('The tickets were not printed').first().waitFor();
    await empty.uncheck();
    await printer.close();
    return page;
  }),
  state('print-unknown', async (stage) => {
    const till = await stage.counter();
    const printer = await till.paper();
    const silent = printer.getByRole('checkbox', { name: /never confirms/ });
    await silent.check();
    const page = await cash(stage);
    await page.waitForTimeout(350);
    await page.keyboard.press('Enter');
    await page.getByText('are all tickets there?').waitFor();
    await silent.uncheck();
    await printer.close();
    return page;
  }),
  state('ticket-page', async (stage) => {
    const page = await held(stage, '2');
    await sellExact(page);
    await page.getByRole('button', { name: /page/i }).last().click();
    await page.getByRole('button', { name: 'Print or save as PDF' }).waitFor();
    return page;
  }),
  state('last-sales', async (stage) => {
    await oneSale(stage);
    return sales(stage);
  }),
  state('find-nothing', async (stage) => {
    const page = await sales(stage);
    await page.getByRole('searchbox', { name: /Code, name/ }).fill('Garbo');
    await page.getByText('Nothing found for').waitFor();
    return page;
  }),
  state('sale', (stage) => oneSale(stage)),
  state('cancel', async (stage) => {
    const page = await oneSale(stage);
    await page.getByRole('button', { name: 'Cancel the sale' }).click();
    await page.getByText('Comes back').waitFor();
    return page;
  }),
  state('cancelled', async (stage) => {
    const page = await oneSale(stage);
    await page.getByRole('button', { name: 'Cancel the sale' }).click();
    await page.getByRole('button', { name: /^Cancel and pay back|^Cancel without/ }).click();
    await page.getByText(/^Cancelled\./).waitFor();
    return page;
  }),
];

/** Each on its own till, as a card goes on after its pictures are taken. */
const CARD_TILLS = { slow: 'Counter 7', decline: 'Counter 8', 'power-cut': 'Counter 10' } as const;

/** A card at the terminal, until the page says these words. */
async function card(stage: Stage, next: keyof typeof CARD_TILLS, words: string): Promise<Page> {
  const name = CARD_TILLS[next];
  const page = await held(stage, '2', GREAT, name);
  await stage.terminal(name, next);
  await byCard(page);
  await page.getByText(words).first().waitFor({ timeout: 40_000 });
  await stage.terminal(name, 'approve');
  return page;
}
