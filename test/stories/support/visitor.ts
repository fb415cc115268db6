import { expect, type Locator, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { DESKTOP_PROJECT } from '../../electron/available.ts';
import { dayAhead } from './steps.ts';
import type { Till } from './till.ts';

/** How a visitor presses. */
export type Press = (control: Locator) => Promise<void>;
export const byPointer: Press = (control) => control.click();
/** Where the page has a touch screen; a desktop has none. */
export const byFinger: Press = (control) =>
  test.info().project.name === DESKTOP_PROJECT ? control.click() : control.tap();

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });

export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });

export const payButton = (page: Page): Locator => button(page, /^Pay £\d+\.\d\d by card$/);

/** The shows of the film at hand on a day, in a screen whose name begins so. */
export function showsOn(page: Page, day: string, screen: string): Locator {
  const [month = '', date = ''] = ['long', 'numeric'].map((form, at) =>
    new Intl.DateTimeFormat('en', { timeZone: 'UTC', [at === 0 ? 'month' : 'day']: form }).format(
      Date.parse(day),
    ),
  );
  return page
    .getByRole('region', { name: new RegExp(`\\b(${date} ${month}|${month} ${date})\\b`) })
    .getByRole('button', { name: new RegExp(`, ${screen}`) });
}

export type ShowWish = {
  readonly press?: Press;
  /** The beginning of the screen's name; left out, any. */
  readonly screen?: string;
  readonly day?: string;
};

/** From the attract loop to the question how many. Gives the time at which the chosen show begins, as it is shown. */
export async function chooseShow(page: Page, wish: ShowWish = {}): Promise<string> {
  const { press = byPointer, screen = 'Screen', day = dayAhead(2) } = wish;
  await press(button(page, 'Buy tickets'));
  await expect(heading(page, 'Which film?')).toBeVisible();
  const films = page.getByRole('main').getByRole('button');
  await expect(films.first()).toBeVisible();
  for (let at = 0; at < (await films.count()); at += 1) {
    await press(films.nth(at));
    await expect(heading(page, 'At what time?')).toBeVisible();
    const shows = showsOn(page, day, screen);
    if ((await shows.count()) > 0) {
      const name = (await shows.first().getAttribute('aria-label')) ?? '';
      await press(shows.first());
      await expect(heading(page, 'How many tickets?')).toBeVisible();
      return name.slice(0, name.indexOf(','));
    }
    await press(button(page, 'Back'));
    await expect(heading(page, 'Which film?')).toBeVisible();
  }
  throw new Error(`no film is shown on ${day} in ${screen}`);
}

/** Asks for a party and waits until its seats are held. */
export async function holdSeats(
  page: Page,
  party: readonly string[] = ['Adult'],
  press: Press = byPointer,
): Promise<void> {
  for (const kind of party) await press(button(page, `One more: ${kind}`));
  await press(button(page, 'Find seats'));
  await expect(heading(page, 'Your seats')).toBeVisible();
  await expect(payButton(page)).toBeEnabled();
}

/** From the attract loop to held seats. Gives the time at which the show begins, as it is shown. */
export async function toSeats(page: Page, party?: readonly string[], wish: ShowWish = {}): Promise<string> {
  const time = await chooseShow(page, wish);
  await holdSeats(page, party, wish.press);
  return time;
}

/** Seats that can be had by anybody, on the map or in the list: no wheelchair place, no half of a love seat. */
export const freeSeats = (page: Page): Locator =>
  page.getByRole('button', { name: /^Row [A-Z]+, seat [A-Z]*\d+, \w+, available/ });

/** The visitor's own seats, on the map or in the list. */
export const ownSeats = (page: Page): Locator => page.getByRole('button', { name: /^Row .*, in this order/ });

/** What a seat is called to its visitor, from its accessible name: `G8`. */
export async function nameOf(seat: Locator): Promise<string> {
  const name = (await seat.getAttribute('aria-label')) ?? '';
  const [, row = '', number = ''] = /^Row ([A-Z]+), seat ([A-Z]*\d+),/.exec(name) ?? [];
  return number.startsWith(row) ? number : `${row}${number}`;
}

export const done = (page: Page): Locator => heading(page, 'Enjoy the film!');

const TerminalState = z.object({
  payments: z.array(z.object({ status: z.string(), amount: z.int() })),
});

/** What the card terminal itself says was charged. */
export async function charges(till: Till): Promise<number[]> {
  const state = TerminalState.parse(await (await fetch(`${till.url}terminal/state`)).json());
  return state.payments.filter(({ status }) => status === 'approved').map(({ amount }) => amount);
}

/** Sets what the card terminal does with the next card. */
export async function terminalWill(
  till: Till,
  next: 'approve' | 'decline' | 'slow' | 'silent-after' | 'silent-before' | 'power-cut',
): Promise<void> {
  const answer = await fetch(`${till.url}terminal/behaviour`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-foyer-bridge': '1' },
    body: JSON.stringify({ next }),
  });
  expect(answer.status).toBe(200);
}

/** The serial numbers that came out of the printer, one a ticket. */
export async function serials(till: Till): Promise<string[]> {
  const paper = await till.paper();
  await expect(paper.getByText(/No\. \d+/).first()).toBeVisible();
  const found = await paper.getByText(/No\. \d+/).allTextContents();
  await paper.close();
  return found;
}
