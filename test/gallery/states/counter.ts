import { chooseDay, dayAhead, openShow, order, seatLines } from '../../stories/support/steps.ts';
import { expect } from '../expect.ts';
import type { State } from '../state.ts';
import { GREAT, held, map, SMALL, state, view } from './counter-steps.ts';

/** The counter from an idle page to seats that are held. */
export const COUNTER: readonly State[] = [
  state('today', async (stage) => (await stage.counter()).page),
  state('map', (stage) => map(stage, GREAT)),
  state('map-small', (stage) => map(stage)),
  state('by-movie', async (stage) => {
    const page = await map(stage);
    await view(page, /^By movie/)
      .first()
      .click();
    return page;
  }),
  state('search-nothing', async (stage) => {
    const page = await map(stage);
    await page.getByRole('searchbox', { name: 'Find a movie' }).fill('Zzz');
    await page.getByText('No movie with').waitFor();
    return page;
  }),
  state('no-shows', async (stage) => {
    const { page } = await stage.counter();
    await chooseDay(page, dayAhead(300));
    await page.getByText('No shows on this day').waitFor();
    return page;
  }),
  state('elsewhere', async (stage) => {
    const { page } = await stage.counter();
    await page
      .getByRole('button', { name: /Cinema/ })
      .first()
      .click();
    await page.getByRole('option').nth(1).click();
    await page.getByRole('button', { name: 'Back to this cinema' }).waitFor();
    await expect(page.getByText('Fetching the programme…')).toHaveCount(0);
    return page;
  }),
  state('order-line', async (stage) => {
    const page = await map(stage);
    await page.keyboard.type('2a1c', { delay: 60 });
    await page.getByText('best seats', { exact: false }).first().waitFor();
    return page;
  }),
  state('held', (stage) => held(stage, '2')),
  state('held-small', (stage) => held(stage, '1', SMALL)),
  state('held-5', (stage) => held(stage, '2a2c1p')),
  state('held-20', (stage) => held(stage, '20')),
  state('held-wheelchair', (stage) => held(stage, '1w1e')),
  state('customer', async (stage) => {
    const page = await held(stage, '2');
    await page.getByText('Customer (optional)').click();
    return page;
  }),
  state('ticket-types', async (stage) => {
    const page = await held(stage, '2');
    await page
      .getByRole('button', { name: /^Ticket type of|Adult/ })
      .first()
      .click();
    await page.getByRole('option').first().waitFor();
    return page;
  }),
  state('question-release', async (stage) => {
    const page = await held(stage, '3');
    await page.getByRole('button', { name: /^Release/ }).click();
    await page.getByText('Nothing has been paid').waitFor();
    return page;
  }),
  state('question-other-show', async (stage) => {
    const page = await held(stage, '2');
    await page
      .getByRole('button', { name: /^Show \d+, .*free$/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Move them' }).waitFor();
    return page;
  }),
  state('question-wheelchair', async (stage) => {
    const page = await map(stage, GREAT);
    await page
      .getByRole('button', { name: /wheelchair place, available/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'A wheelchair user' }).waitFor();
    return page;
  }),
  state('age', async (stage) => {
    const { page } = await stage.counter();
    await chooseDay(page, dayAhead(2));
    // Pictures of the demo that nobody under 18 may see.
    const adults = /^Show \d+, (The Understudy.s Ghost|Zero Point Five Stars|Œuvre), .*free$/;
    await page.getByRole('button', { name: adults }).first().click();
    await page.locator('main header').getByText('18', { exact: true }).first().waitFor();
    await page.keyboard.press('Digit2');
    await page.keyboard.press('Enter');
    await expect(order(page)).toContainText('Held');
    await page
      .getByText(/is everyone \d+ or older/)
      .first()
      .waitFor();
    return page;
  }),
  state('parked', async (stage) => {
    const { page } = await stage.counter('Counter 3');
    // A day of its own: no other till takes what is best there.
    await openShow(page, GREAT, dayAhead(3));
    await page.keyboard.press('Digit2');
    await page.keyboard.press('Enter');
    await expect(order(page)).toContainText('Held');
    for (const next of ['3', '1']) {
      await page.keyboard.press('F6');
      await expect(seatLines(page)).toHaveCount(0);
      await page.keyboard.type(next, { delay: 60 });
      await page.keyboard.press('Enter');
      await expect(order(page)).toContainText('Held');
    }
    await page.getByRole('region', { name: 'Parked orders' }).waitFor();
    return page;
  }),
  state('keys', async (stage) => {
    const page = await map(stage);
    await page.keyboard.press('F1');
    await page.getByRole('dialog').waitFor();
    return page;
  }),
  state('german', async (stage) => {
    const page = await held(stage, '2a1c', GREAT, 'Counter 6');
    await page.getByRole('button', { name: /Language/ }).click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await page.getByRole('navigation', { name: 'Vorstellungen' }).waitFor();
    return page;
  }),
];
