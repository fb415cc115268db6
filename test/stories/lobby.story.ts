import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/house.ts';
import {
  button,
  byFinger,
  charges,
  chooseShow,
  done,
  heading,
  holdSeats,
  ownSeats,
  payButton,
  serials,
  toSeats,
} from './support/visitor.ts';

test('[STY60] a visitor buys by touch: film, time, tickets, seats, card, printed tickets', async ({
  house,
}) => {
  const till = await house.till('lobby', 'Lobby 1', undefined, { touch: true });
  const { page } = till;
  await chooseShow(page, { press: byFinger });
  await expect(page.getByRole('navigation', { name: 'Steps' }).getByRole('listitem')).toHaveCount(5);
  await holdSeats(page, ['Adult', 'Adult'], byFinger);
  await expect(ownSeats(page)).toHaveCount(2);
  const price = Number(/£(\d+\.\d\d)/.exec((await payButton(page).textContent()) ?? '')?.[1]);
  await byFinger(payButton(page));
  await expect(done(page)).toBeVisible();
  expect(await charges(till)).toEqual([Math.round(price * 100)]);
  expect(await serials(till)).toHaveLength(2);
  await byFinger(button(page, 'Done'));
  await expect(button(page, 'Buy tickets')).toBeVisible();
});

const TABS_MAX = 80;

/** Reaches a control with the Tab key alone. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const isHere = (): Promise<boolean> => control.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs <= TABS_MAX; tabs += 1) {
    if (await isHere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${TABS_MAX} presses of Tab do not reach ${String(control)}`);
}

async function enterOn(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

test('[STY61] a visitor buys by keyboard alone and from the list, without ever seeing a map', async ({
  house,
}) => {
  test.slow();
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await expect(button(page, 'Buy tickets')).toBeEnabled();
  await enterOn(page, button(page, 'Accessibility'));
  await tabTo(page, page.getByRole('switch', { name: 'Seats as a list' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await enterOn(page, button(page, 'Buy tickets'));
  await expect(heading(page, 'Which film?')).toBeVisible();
  await enterOn(page, page.getByRole('main').getByRole('button').first());
  await expect(heading(page, 'At what time?')).toBeVisible();
  // Escape is one step back.
  await page.keyboard.press('Escape');
  await expect(heading(page, 'Which film?')).toBeVisible();
  await enterOn(page, page.getByRole('main').getByRole('button').nth(1));
  await enterOn(page, page.getByRole('main').getByRole('button').nth(1));
  await expect(heading(page, 'How many tickets?')).toBeVisible();
  await enterOn(page, button(page, 'One more: Adult'));
  await page.keyboard.press('Enter');
  await enterOn(page, button(page, 'One fewer: Adult'));
  await enterOn(page, button(page, 'Find seats'));
  await expect(heading(page, 'Your seats')).toBeVisible();
  await expect(payButton(page)).toBeEnabled();
  await expect(page.getByRole('radio', { name: 'List' })).toBeChecked();
  await expect(page.getByRole('group', { name: /^Seat map of/ })).toHaveCount(0);
  const [before] = await ownSeats(page).evaluateAll((seats) => seats.map((one) => one.ariaLabel));
  await tabTo(page, ownSeats(page).first());
  for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(page.locator(':focus')).toHaveAccessibleName(/, available/);
  await page.keyboard.press('Enter');
  await expect(ownSeats(page)).toHaveCount(1);
  await expect(payButton(page)).toBeEnabled();
  expect(await ownSeats(page).first().getAttribute('aria-label')).not.toBe(before);
  await enterOn(page, payButton(page));
  await expect(done(page)).toBeVisible();
  expect(await charges(till)).toHaveLength(1);
  expect(await serials(till)).toHaveLength(1);
});

test('[STY62] a wheelchair place and its companion are side by side, and a companion alone is not offered', async ({
  house,
}) => {
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await chooseShow(page);
  await expect(button(page, 'One more: Companion')).toBeDisabled();
  await holdSeats(page, ['Wheelchair place', 'Companion']);
  await expect(ownSeats(page)).toHaveCount(2);
  const names = await ownSeats(page).evaluateAll((seats) => seats.map((one) => one.ariaLabel ?? ''));
  const places = names.map((name) => /^Row ([A-Z]+), seat [A-Z]*(\d+)/.exec(name)?.slice(1) ?? []);
  expect(places[0]?.[0]).toBe(places[1]?.[0]);
  expect(Math.abs(Number(places[0]?.[1]) - Number(places[1]?.[1]))).toBe(1);
  expect(names.filter((name) => name.includes('wheelchair place'))).toHaveLength(1);
  await payButton(page).click();
  await expect(done(page)).toBeVisible();
  expect(await serials(till)).toHaveLength(2);
});

test('[STY63] large type and high contrast change the whole way, and are forgotten with the visitor', async ({
  house,
}) => {
  const { page } = await house.till('lobby', 'Lobby 1');
  const looks = (): Promise<{ size: number; ground: string; ink: string }> =>
    heading(page, 'Which film?').evaluate((element) => {
      const style = getComputedStyle(element);
      const ground = getComputedStyle(element.closest('.bg-ground') ?? document.body).backgroundColor;
      return { size: Number.parseFloat(style.fontSize), ground, ink: style.color };
    });
  await button(page, 'Buy tickets').click();
  const usual = await looks();
  await button(page, 'Accessibility').click();
  for (const need of ['Large type', 'High contrast', 'All buttons in the lower half'])
    await page.getByRole('switch', { name: need }).click({ force: true });
  await button(page, 'Done').click();
  const changed = await looks();
  expect(changed.size).toBeGreaterThan(usual.size * 1.2);
  expect([changed.ground, changed.ink]).not.toEqual([usual.ground, usual.ink]);
  // Everything that can be pressed lies in the lower half.
  const tops = await page
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  expect(Math.min(...tops)).toBeGreaterThanOrEqual(400);
  await button(page, 'Back').click();
  await toSeats(page, ['Adult', 'Child']);
  const box = await payButton(page).boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
  await payButton(page).click();
  await expect(done(page)).toBeVisible();
  await button(page, 'Done').click();
  await button(page, 'Buy tickets').click();
  expect(await looks()).toEqual(usual);
});
