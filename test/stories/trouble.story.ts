import { expect, test } from './support/house.ts';
import { expectMine, freeRun, openShow, order, seatOf, sellExact } from './support/steps.ts';

test.describe('a short hold', () => {
  test.use({ holdSeconds: 10 });

  test('[STY20] a hold that runs out is said, its seats are free again for all, and one press holds them anew', async ({
    house,
  }) => {
    const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
    await openShow(one.page);
    await openShow(two.page);
    const [seat = ''] = await freeRun(one.page, 1);
    await seatOf(one.page, seat).click();
    await expect(seatOf(two.page, seat)).toHaveAccessibleName(/held/);
    await expect(one.page.getByText(`The time for ${seat} ran out`)).toBeVisible({ timeout: 20_000 });
    await expect(seatOf(two.page, seat)).toHaveAccessibleName(/available/);
    await one.page.getByRole('button', { name: /^Hold again/ }).click();
    await expectMine(one.page, seat);
  });
});

test('[STY21] the page is loaded anew in mid-sale: the order is there again, and can be sold', async ({
  house,
}) => {
  const till = await house.counter('Counter 1');
  await openShow(till.page);
  const [seat = ''] = await freeRun(till.page, 1);
  await seatOf(till.page, seat).click();
  await expectMine(till.page, seat);
  await expect(order(till.page)).toContainText('Held');
  const page = await till.reopen();
  const name = page.getByRole('button', { name: /clerk/i }).first();
  await expect(name.or(page.getByRole('navigation', { name: 'Shows' }))).toBeVisible();
  if (await name.isVisible()) {
    await name.click();
    await page.keyboard.type(house.pins['clerk'] ?? '', { delay: 60 });
    await page.keyboard.press('Enter');
  }
  await expect(order(page)).toContainText(seat);
  await sellExact(page);
});

test('[I6] the server is killed and started again in mid-sale: nothing is lost, the sale goes on', async ({
  house,
}) => {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  await openShow(one.page);
  await openShow(two.page);
  const [seat = '', other = ''] = await freeRun(one.page, 2);
  await seatOf(one.page, seat).click();
  await expectMine(one.page, seat);
  await expect(order(one.page)).toContainText('Held');
  await house.killServer();
  await expect(one.page.getByText(/Offline since/).first()).toBeVisible();
  await expect(order(one.page)).toContainText(seat);
  // Taken while there is no server: asked for, and granted as soon as it is back.
  await seatOf(one.page, other).click();
  await house.startServer();
  await expect(one.page.getByText('Online', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await expectMine(one.page, seat);
  await expectMine(one.page, other);
  await expect(seatOf(two.page, seat)).toHaveAccessibleName(/held/, { timeout: 20_000 });
  await sellExact(one.page);
  await expect(seatOf(two.page, seat)).toHaveAccessibleName(/sold/);
});
