import type { Page } from '@playwright/test';
import { expect, type House, signIn, type Till, test } from './support/house.ts';
import { entrusted, offline, online, revoke, safeRun } from './support/offline.ts';
import { expectMine, openShow, order, seatOf, sellExact } from './support/steps.ts';
import { charges, done, ownSeats, payButton, serials, toSeats } from './support/visitor.ts';

// Every story waits until the whole programme has been gone through and seats are entrusted.
test.describe.configure({ timeout: 240_000 });

const summary = (page: Page) => page.getByRole('region', { name: 'The line is back' });

/** A counter at the show every story sells, entrusted with some of its seats. */
async function counterAtShow(house: House, name = 'Counter 1'): Promise<Till> {
  const till = await house.counter(name);
  await openShow(till.page);
  await entrusted(house, till.page);
  return till;
}

async function take(page: Page, ...seats: readonly string[]): Promise<void> {
  for (const seat of seats) {
    await seatOf(page, seat).click();
    await expectMine(page, seat);
  }
}

test('[STY100] the line is cut in mid-sale: within three seconds the page says what is certain, and sells it', async ({
  house,
}) => {
  const one = await counterAtShow(house);
  const two = await house.counter('Counter 2');
  await openShow(two.page);
  const [seat = '', other = ''] = await safeRun(one, 2);
  await take(one.page, seat);
  await expect(order(one.page)).toContainText('Confirmed');
  const fromMs = Date.now();
  one.line.cut();
  await expect(one.page.getByText(/Offline since .*: \d+ seats? safe to sell in this show/)).toBeVisible();
  expect(Date.now() - fromMs).toBeLessThan(3_000);
  await expect(order(one.page)).toContainText('Safe offline');
  await expect(
    one.page.getByRole('button', { name: /Regular, not certain without the line/ }).first(),
  ).toBeVisible();
  await expect(one.page.getByText('Not certain while offline')).toBeVisible();
  await take(one.page, other);
  await sellExact(one.page);
  await expect(seatOf(one.page, seat)).toHaveAccessibleName(/sold/);
  one.line.mend();
  await expect(summary(one.page)).toContainText('1 sale made meanwhile was accepted', { timeout: 30_000 });
  await expect(seatOf(two.page, seat)).toHaveAccessibleName(/sold/);
  await expect(seatOf(two.page, other)).toHaveAccessibleName(/sold/);
  await summary(one.page).getByRole('button', { name: 'Understood' }).click();
  await expect(summary(one.page)).toBeHidden();
});

test('[STY101] two tills without a line sell their own seats of one show, and meet again without a conflict', async ({
  house,
}) => {
  const [one, two] = [await counterAtShow(house, 'Counter 1'), await counterAtShow(house, 'Counter 2')];
  for (const till of [one, two]) {
    till.line.cut();
    await offline(till.page);
    await till.page.getByRole('button', { name: 'Best seats for 2 adults' }).click();
    await expect(order(till.page)).toContainText('Safe offline');
    await expect(order(till.page)).not.toContainText('Promised');
    await sellExact(till.page);
  }
  for (const till of [one, two]) till.line.mend();
  for (const till of [one, two]) {
    await expect(summary(till.page)).toContainText('1 sale made meanwhile was accepted', { timeout: 30_000 });
    await expect(summary(till.page)).not.toContainText('needs a person');
  }
});

test('[STY102] cash is taken at a hold whose line fell before paying: promised, by a press, said on the ticket', async ({
  house,
}) => {
  const one = await counterAtShow(house);
  await safeRun(one, 1);
  one.line.cut();
  await offline(one.page);
  const unsure = one.page.getByRole('button', { name: /^Row .*Regular, not certain without the line/ });
  const seat = (await unsure.first().getAttribute('data-seat')) ?? '';
  one.line.mend();
  await online(one.page);
  await take(one.page, seat);
  await expect(order(one.page)).toContainText('Confirmed');
  one.line.cut();
  await offline(one.page);
  await expect(order(one.page)).toContainText('Promised');
  await one.page.getByRole('button', { name: /^Cash/ }).click();
  await one.page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
  await one.page.getByRole('button', { name: /^Exact/ }).click();
  await one.page.getByRole('button', { name: /promise/i }).click();
  await expect(one.page.getByText('Tickets printed')).toBeVisible();
  const paper = await one.paper();
  await expect(paper.getByRole('img', { name: /promised, not yet confirmed/i })).toBeVisible();
  await paper.close();
  one.line.mend();
  await expect(summary(one.page)).toContainText('1 sale made meanwhile was accepted', { timeout: 30_000 });
});

test.describe('a short hold', () => {
  test.use({ holdSeconds: 5 });

  test('[STY103] a till that is silent past the end of its hold sells its own seat all the same', async ({
    house,
  }) => {
    const [one, two] = [await counterAtShow(house), await house.counter('Counter 2')];
    await openShow(two.page);
    const [seat = ''] = await safeRun(one, 1);
    await take(one.page, seat);
    one.line.cut();
    await offline(one.page);
    await expect(seatOf(two.page, seat)).toHaveAccessibleName(/available/, { timeout: 20_000 });
    await seatOf(two.page, seat).click();
    await expect(two.page.getByText(new RegExp(`${seat}.*Counter 1`)).first()).toBeVisible();
    await sellExact(one.page);
    one.line.mend();
    await expect(summary(one.page)).toContainText('1 sale made meanwhile was accepted', { timeout: 30_000 });
  });
});

test('[STY104] a till whose seats were revoked meanwhile returns: its sale is told as one that needs a person', async ({
  house,
}) => {
  const [one, two] = [await counterAtShow(house), await house.counter('Counter 2')];
  await openShow(two.page);
  const [seat = ''] = await safeRun(one, 1);
  one.line.cut();
  await offline(one.page);
  await take(one.page, seat);
  await sellExact(one.page);
  await revoke(house, 'Counter 1');
  await seatOf(two.page, seat).click();
  await expectMine(two.page, seat);
  await sellExact(two.page);
  one.line.mend();
  await expect(summary(one.page)).toContainText('1 sale needs a person', { timeout: 30_000 });
});

test('[STY105] a till that loses its power without a line goes on selling, and nothing of it is lost', async ({
  house,
}) => {
  const one = await counterAtShow(house);
  const [seat = '', other = ''] = await safeRun(one, 2);
  one.line.cut();
  await offline(one.page);
  await take(one.page, seat);
  await sellExact(one.page);
  await one.restartHost();
  await openShow(one.page);
  await offline(one.page);
  await expect(seatOf(one.page, seat)).toHaveAccessibleName(/sold/);
  await take(one.page, other);
  await sellExact(one.page);
  one.line.mend();
  await expect(summary(one.page)).toContainText('2 sales made meanwhile were accepted', { timeout: 30_000 });
});

test('[STY109] a till that loses all it had stored without a line: its sale is made again from its journal', async ({
  house,
}) => {
  const one = await counterAtShow(house);
  const two = await house.counter('Counter 2');
  await openShow(two.page);
  const [seat = ''] = await safeRun(one, 1);
  one.line.cut();
  await offline(one.page);
  await take(one.page, seat);
  await sellExact(one.page);
  await expect(one.page.getByText('Tickets printed')).toBeVisible();
  const printed = await serials(one);
  await one.reopen('lost with all it had stored');
  await expect(seatOf(two.page, seat)).not.toHaveAccessibleName(/sold/);
  one.line.mend();
  await signIn(one.page, house.pins['clerk'] ?? '');
  await expect(summary(one.page)).toContainText('1 sale made meanwhile was accepted', { timeout: 60_000 });
  await expect(seatOf(two.page, seat)).toHaveAccessibleName(/sold/);
  expect(await serials(one)).toEqual(printed);
});

test('[STY106] a lobby kiosk without a line says which shows are open to it, and sells its own seats', async ({
  house,
}) => {
  const kiosk = await house.till('lobby', 'Kiosk 1');
  await entrusted(house, kiosk.page);
  kiosk.line.cut();
  const { page } = kiosk;
  await expect(page.getByText(/No connection: \d+ shows can be booked here/)).toBeVisible();
  await toSeats(page, ['Adult', 'Adult']);
  await expect(page.getByText('Not certain while offline').first()).toBeVisible();
  await expect(ownSeats(page)).toHaveCount(2);
  await payButton(page).click();
  await expect(done(page)).toBeVisible();
  expect(await charges(kiosk)).toHaveLength(1);
  expect(await serials(kiosk)).toHaveLength(2);
});
