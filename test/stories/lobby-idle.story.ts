import type { Page } from '@playwright/test';
import { expect, test } from './support/house.ts';
import { dayAhead, openShow, seatOf } from './support/steps.ts';
import {
  button,
  charges,
  chooseShow,
  done,
  heading,
  holdSeats,
  nameOf,
  ownSeats,
  payButton,
  serials,
  terminalWill,
} from './support/visitor.ts';

const question = (page: Page) => page.getByRole('alertdialog', { name: 'Still there?' });
const secondsLeft = async (page: Page): Promise<number> =>
  Number(/^(\d+) second/.exec(await question(page).getByRole('timer').innerText())?.[1]);

/** Lets the page's clock run on by so many seconds at once; the house's own goes on as ever. */
const pass = (page: Page, seconds: number): Promise<void> => page.clock.fastForward(seconds * 1_000);

test('[STY70] at every step an idle visitor is asked, may stay for one press, and is forgotten without one', async ({
  house,
}) => {
  test.slow();
  const { page } = await house.till('lobby', 'Lobby 1');
  await page.clock.install();
  await page.reload();
  const steps: readonly { readonly title: string; readonly goOn: () => Promise<unknown> }[] = [
    { title: 'Which film?', goOn: () => page.getByRole('main').getByRole('button').nth(1).click() },
    {
      title: 'At what time?',
      goOn: () => page.getByRole('main').getByRole('region').last().getByRole('button').last().click(),
    },
    { title: 'How many tickets?', goOn: () => holdSeats(page) },
  ];
  await button(page, 'Buy tickets').click();
  for (const { title } of steps) {
    await expect(heading(page, title)).toBeVisible();
    await pass(page, 40);
    await expect(question(page)).toHaveCount(0);
    await pass(page, 6);
    await expect(question(page)).toBeVisible();
    await button(page, 'Yes, go on').click();
    await expect(question(page)).toHaveCount(0);
    await expect(heading(page, title)).toBeVisible();
    // Not answered: everything is as it was before anybody came.
    await pass(page, 46);
    await expect(question(page)).toBeVisible();
    await pass(page, 21);
    await expect(question(page)).toHaveCount(0);
    await expect(button(page, 'Buy tickets')).toBeVisible();
    // And the next one comes as far as the step after it.
    await button(page, 'Buy tickets').click();
    for (const step of steps) {
      await expect(heading(page, step.title)).toBeVisible();
      await step.goOn();
      if (step.title === title) break;
    }
  }
});

test('[STY71] the question stands for twenty seconds that are counted down, and going on keeps the held seats', async ({
  house,
}) => {
  test.slow();
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await page.clock.install();
  await page.reload();
  await page.getByRole('radio', { name: 'English' }).click();
  const time = await chooseShow(page, { screen: 'Screen 14 Snug' });
  await holdSeats(page, ['Adult', 'Adult']);
  const seat = await nameOf(ownSeats(page).first());
  const clerk = await house.counter('Counter 1');
  await openShow(clerk.page, 'Screen 14 Snug', dayAhead(2), time);
  await expect(seatOf(clerk.page, seat)).toHaveAccessibleName(/held/);

  await pass(page, 46);
  await expect(question(page)).toBeVisible();
  const first = await secondsLeft(page);
  expect(first).toBeGreaterThanOrEqual(19);
  await expect.poll(() => secondsLeft(page)).toBeLessThanOrEqual(first - 2);
  await pass(page, 10);
  await expect.poll(() => secondsLeft(page)).toBeLessThanOrEqual(10);
  await expect(question(page)).toBeVisible();
  await button(page, 'Yes, go on').click();
  await expect(question(page)).toHaveCount(0);
  await expect(ownSeats(page)).toHaveCount(2);
  await expect(payButton(page)).toBeEnabled();
  await expect(seatOf(clerk.page, seat)).toHaveAccessibleName(/held/);

  // What a visitor has chosen for themselves goes with them: language, looks, list, party and seats.
  await page.getByRole('radio', { name: 'List' }).click();
  await button(page, 'Accessibility').click();
  await page.getByRole('switch', { name: 'Large type' }).click({ force: true });
  await button(page, 'Done').click();
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.locator('html[lang=de]')).toHaveCount(1);
  await pass(page, 46);
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await pass(page, 21);
  await expect(button(page, 'Buy tickets')).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.locator('html[lang=en]:not([data-type=large])')).toHaveCount(1);
  await expect(seatOf(clerk.page, seat)).toHaveAccessibleName(/available/);
  await chooseShow(page, { screen: 'Screen 14 Snug' });
  await expect(button(page, 'Find seats')).toBeDisabled();
  await holdSeats(page);
  await expect(page.getByRole('radio', { name: 'Map' })).toBeChecked();
});

test('[STY72] nobody is asked while a card is: the sale goes on however long it takes', async ({ house }) => {
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await page.clock.install();
  await page.reload();
  await terminalWill(till, 'slow');
  await chooseShow(page);
  await holdSeats(page);
  await payButton(page).click();
  await expect(page.getByText('Hold your card to the card terminal')).toBeVisible();
  await pass(page, 50);
  await pass(page, 21);
  await expect(heading(page, 'Pay by card')).toBeVisible();
  await expect(question(page)).toHaveCount(0);
  await expect(done(page)).toBeVisible({ timeout: 30_000 });
  expect(await charges(till)).toHaveLength(1);
  expect(await serials(till)).toHaveLength(1);
});
