import { expect, type Locator, type Page } from '@playwright/test';
import { z } from 'zod';

const Asked = z.object({ lwt: z.int(), id: z.string() });

/** The calendar day `days` from now: far enough that no show of it has begun, whatever the hour. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Chooses a day at the counter and waits until its shows are listed. */
export async function chooseDay(page: Page, day: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Day' }).fill(day);
  await expect(page.locator(`nav time[datetime="${day}"]`)).toBeVisible();
}

/** Opens the first show of a day in the named screen, or the one that begins at `time`, and waits for its seats. */
export async function openShow(
  page: Page,
  screen = 'Screen 1 IMAX',
  day = dayAhead(2),
  time = '',
): Promise<void> {
  await chooseDay(page, day);
  await page
    .getByRole('button', { name: new RegExp(`^Show \\d+, .*${time}, ${screen},`) })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Row A, .*(available|not certain)/ }).first()).toBeVisible();
}

/** A seat of the open show, by its row and number, whatever its state. */
export function seatOf(page: Page, id: string): Locator {
  const [, row = '', number = ''] = /^([A-Z]+)(\d+)$/.exec(id) ?? [];
  return page.getByRole('button', { name: new RegExp(`^Row ${row}, seat (${row})?${number},`) });
}

export const order = (page: Page): Locator =>
  page.getByRole('region', { name: 'Order', exact: true }).first();

/** The seats of the open order, each with a way to take it out. */
export const seatLines = (page: Page): Locator =>
  page.getByRole('button', { name: /^Remove .* from the order$/ });

/** Ids of free, plain seats side by side in one row of the open show. */
export async function freeRun(
  page: Page,
  length: number,
  name = /^Row [A-Z]+, seat [A-Z]*\d+, Regular, available/,
): Promise<string[]> {
  const ids = await page
    .getByRole('button', { name })
    .evaluateAll((seats) => seats.map((seat) => seat.getAttribute('data-seat') ?? ''));
  for (let from = 0; from + length <= ids.length; from += 1) {
    const run = ids.slice(from, from + length);
    const numbers = run.map((id) => Number(id.replace(/^[A-Z]+/, '')));
    const rows = new Set(run.map((id) => id.replace(/\d+$/, '')));
    if (rows.size === 1 && numbers.every((n, i) => n === (numbers[0] ?? 0) + i)) return run;
  }
  throw new Error(`no ${length} free seats side by side`);
}

export const expectMine = (page: Page, id: string): Promise<void> =>
  expect(seatOf(page, id)).toHaveAccessibleName(/in this order/);

/** Takes the exact sum for the open order and waits until it is sold. */
export async function sellExact(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Cash/ }).click();
  await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened, so that no double tap pays.
  await page.getByRole('button', { name: /^Exact/ }).click();
  await expect(page.getByText('Tickets printed')).toBeVisible();
}

/** F9, as a clerk presses it: again where the server of a busy machine did not answer in time. */
export async function byCard(page: Page): Promise<void> {
  const isSilent = page.getByRole('alert').filter({ hasText: 'The server does not answer' });
  const isAsked = page.getByText('The terminal waits for the card');
  for (let tries = 0; tries < 5; tries += 1) {
    await page.keyboard.press('F9');
    await expect(
      isAsked.or(page.getByRole('alert')).or(page.getByText('Tickets printed')).first(),
    ).toBeVisible();
    if (!(await isSilent.isVisible())) return;
    await isSilent.getByRole('button', { name: 'All right' }).click();
    await expect(isSilent).toHaveCount(0);
  }
}

/**
 * The page hears no more of what other tills do to seats, although its line is good: its pulls of seat maps are answered
 * with nothing new. Gives what lets it hear again.
 */
export async function deafen(page: Page): Promise<() => Promise<void>> {
  const pulls = /\/seatmaps\/\d+\/pull/;
  await page.route(pulls, (route) => {
    const { lwt, id } = Asked.parse(route.request().postDataJSON());
    return route.fulfill({ json: { documents: [], checkpoint: { lwt, id } } });
  });
  return () => page.unroute(pulls);
}
