import type { Locator, Page } from '@playwright/test';
import { addDays, businessDayOf, instantAt } from '#shared/domain/time.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { expect, type House, test } from './support/house.ts';
import { dayAhead, expectMine, freeRun, openShow, seatOf, sellExact } from './support/steps.ts';
import { done, payButton, toSeats } from './support/visitor.ts';

const ZONE = 'Europe/London';
const ENDS_AT = '05:00';
/** How long a figure may take at most: far longer than it does, for machines that do much else. */
const SOON = { timeout: 30_000 };
const today = (house: House): Day => businessDayOf(house.nowMs(), ZONE, ENDS_AT);

/** The Today page of somebody who leads here. */
async function figuresOf(house: House): Promise<Page> {
  const { page } = await house.till('manager', 'Office');
  await page
    .getByRole('button', { name: /manager/i })
    .first()
    .click();
  await page.keyboard.type(house.pins['manager'] ?? '', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(figure(page, 'Revenue')).toBeVisible({ timeout: 30_000 });
  return page;
}

type FigureName = 'Revenue' | 'Tickets' | 'Refunds';
const figure = (page: Page, name: FigureName): Locator =>
  page.getByRole('button', { name: new RegExp(`^${name} .*the bookings behind it`) });

/** A figure as a number: pence, or tickets. */
async function read(page: Page, name: FigureName): Promise<number> {
  const label = (await figure(page, name).getAttribute('aria-label')) ?? '';
  return Number(/^\w+ £?([\d,.]+):/.exec(label)?.[1]?.replace(/[,.]/g, ''));
}

const bookings = (page: Page): Locator => page.getByRole('dialog').getByRole('row');

/** Sells one seat for cash at a counter; gives what it cost, in pence. */
async function sellOne(page: Page, customer?: string): Promise<number> {
  await openShow(page, 'Screen 1 IMAX', dayAhead(4));
  return sellHere(page, customer);
}

async function sellHere(page: Page, customer?: string): Promise<number> {
  const [seat = ''] = await freeRun(page, 1);
  await seatOf(page, seat).click();
  await expectMine(page, seat);
  if (customer !== undefined) {
    await page.getByText('Customer (optional)').click();
    await page.getByRole('textbox', { name: 'Name' }).fill(customer);
  }
  await page.getByRole('button', { name: /^Cash/ }).click();
  const exact = page.getByRole('button', { name: /^Exact/ });
  const price = /£(\d+)\.(\d\d)/.exec(await exact.innerText()) ?? [];
  await page.keyboard.press('Escape');
  await sellExact(page);
  return Number(`${price[1]}${price[2]}`);
}

test('[STY80] the manager sees a counter’s and a lobby’s sale appear, live, to the cent', async ({
  house,
}) => {
  test.slow();
  const office = await figuresOf(house);
  await expect(office.getByText(/Live from the tills/)).toBeVisible();
  const before = { revenue: await read(office, 'Revenue'), tickets: await read(office, 'Tickets') };
  const counter = await house.counter('Counter 41');
  const cash = await sellOne(counter.page);
  await expect.poll(() => read(office, 'Revenue'), SOON).toBe(before.revenue + cash);
  const kiosk = await house.till('lobby', 'Lobby 42');
  await toSeats(kiosk.page, ['Adult', 'Adult']);
  const words = /£(\d+)\.(\d\d)/.exec(await payButton(kiosk.page).innerText()) ?? [];
  const card = Number(`${words[1]}${words[2]}`);
  await payButton(kiosk.page).click();
  await expect(done(kiosk.page)).toBeVisible();
  await expect.poll(() => read(office, 'Revenue'), SOON).toBe(before.revenue + cash + card);
  expect(await read(office, 'Tickets')).toBe(before.tickets + 3);
  // From the figure down to the bookings behind it.
  await figure(office, 'Revenue').click();
  await expect(bookings(office).filter({ hasText: 'Counter 41' })).toContainText('Cash');
  await expect(bookings(office).filter({ hasText: 'Lobby 42' })).toContainText('Card');
});

test('[STY81] a sale cancelled on the next day is a refund of that day; the day of the sale keeps its figures', async ({
  house,
}) => {
  test.slow();
  const seller = await house.counter('Counter 41');
  await sellOne(seller.page, 'Hedy Lamarr');
  const soldOn = today(house);
  const next = addDays(soldOn, 1);
  await house.setClock(instantAt(next, '12:00', ZONE));

  const office = await figuresOf(house);
  await expect(office.getByLabel('Business day')).toHaveValue(next);
  const refunds = await read(office, 'Refunds');
  await office.getByRole('button', { name: 'The day before' }).click();
  await expect(office.getByLabel('Business day')).toHaveValue(soldOn);
  await expect(figure(office, 'Revenue')).toBeVisible();
  const sold = await read(office, 'Revenue');
  await office.getByRole('button', { name: 'The day after' }).click();
  await expect(office.getByLabel('Business day')).toHaveValue(next);

  const canceller = await house.counter('Counter 43');
  const paid = await cancelSaleOf(canceller.page, 'Lamarr');
  await expect.poll(() => read(office, 'Refunds'), SOON).toBe(refunds + paid);
  await figure(office, 'Refunds').click();
  await expect(office.getByRole('dialog', { name: 'Refunds' })).toBeVisible();
  await expect(bookings(office).filter({ hasText: 'Counter 41' })).toHaveCount(1);
  await office.keyboard.press('Escape');
  await office.getByRole('button', { name: 'The day before' }).click();
  await expect(office.getByLabel('Business day')).toHaveValue(soldOn);
  await expect.poll(() => read(office, 'Revenue')).toBe(sold);
});

/** Finds a customer's sale and cancels it; gives what comes back, in pence. */
async function cancelSaleOf(page: Page, name: string): Promise<number> {
  await page
    .getByRole('radio', { name: /Last sales/ })
    .or(page.getByRole('tab', { name: /Last sales/ }))
    .click();
  await page.getByRole('searchbox', { name: /Code, name or telephone/ }).fill(name);
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('button', { name: 'Cancel the sale' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Comes back');
  const words = /£(\d+)\.(\d\d)/.exec(await alert.innerText()) ?? [];
  await alert
    .getByRole('button', { name: /Cancel/ })
    .first()
    .click();
  await expect(page.getByText(/Cancelled\. Pay back £/).first()).toBeVisible({ timeout: 30_000 });
  return Number(`${words[1]}${words[2]}`);
}

test('[STY82] after midnight sales and shows still belong to the evening, until the business day ends', async ({
  house,
}) => {
  test.slow();
  // On a Saturday night there are always shows that begin after midnight.
  const now = today(house);
  const weekday = new Date(`${now}T12:00:00Z`).getUTCDay();
  const saturday = addDays(now, weekday === 6 ? 7 : 6 - weekday);
  const sunday = addDays(saturday, 1);
  await house.setClock(instantAt(sunday, '00:02', ZONE));

  const counter = await house.counter('Counter 41');
  await expect(counter.page.getByRole('textbox', { name: 'Day' })).toHaveValue(saturday);
  const late = counter.page.getByRole('button', { name: /^Show \d+, .*, 00:\d\d, Screen/ }).last();
  const [, time = ''] = /, (00:\d\d), /.exec((await late.getAttribute('aria-label')) ?? '') ?? [];
  await late.click();
  await expect(counter.page.getByRole('button', { name: /^Row A, .*available/ }).first()).toBeVisible();
  const paid = await sellHere(counter.page);

  const office = await figuresOf(house);
  await expect(office.getByRole('heading', { level: 1 })).toContainText('Saturday');
  await expect(office.getByLabel('Business day')).toHaveValue(saturday);
  await office.getByRole('button', { name: /^00:00 to 01:00: £/ }).click();
  const mine = bookings(office).filter({ hasText: 'Counter 41' });
  await expect(mine).toHaveCount(1);
  await expect(mine).toContainText(time);
  await office.keyboard.press('Escape');
  const evening = await read(office, 'Revenue');

  // The business day ends: Sunday begins at nothing, Saturday keeps what was taken after midnight.
  await house.setClock(instantAt(sunday, '05:10', ZONE));
  await expect(office.getByRole('heading', { level: 1 })).toContainText('Sunday', { timeout: 60_000 });
  await office.getByRole('button', { name: 'The day before' }).click();
  await expect(office.getByLabel('Business day')).toHaveValue(saturday);
  await expect.poll(() => read(office, 'Revenue')).toBeGreaterThanOrEqual(evening);
  await office.getByRole('button', { name: /^00:00 to 01:00: £/ }).click();
  await expect(bookings(office).filter({ hasText: 'Counter 41' })).toHaveCount(1);
  expect(paid).toBeGreaterThan(0);
});
