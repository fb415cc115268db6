import { expect, test } from './support/house.ts';
import { expectMine, freeRun, openShow, order, seatOf, sellExact } from './support/steps.ts';

async function soldTo(page: Parameters<typeof openShow>[0], name: string): Promise<string> {
  await openShow(page);
  const [seat = ''] = await freeRun(page, 1);
  await seatOf(page, seat).click();
  await expectMine(page, seat);
  await page.getByText('Customer (optional)').click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Telephone' }).fill('+49 30 1234567');
  await sellExact(page);
  return seat;
}

const lastSales = (page: Parameters<typeof openShow>[0]) =>
  page.getByRole('radio', { name: /Last sales/ }).or(page.getByRole('tab', { name: /Last sales/ }));

test('[STY30] a sale is found at another till by name and by telephone, and cancelled by the policy', async ({
  house,
}) => {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  const seat = await soldTo(one.page, 'Marlene Dietrich');
  await openShow(two.page);
  await lastSales(two.page).click();
  const find = two.page.getByRole('searchbox', { name: /Code, name or telephone/ });
  await find.fill('dietrich');
  await expect(two.page.getByRole('button', { name: new RegExp(seat) }).first()).toBeVisible();
  await find.fill('1234567');
  await two.page
    .getByRole('button', { name: new RegExp(`${seat}.*Sold|Sold.*${seat}|Dietrich`) })
    .first()
    .click();
  await two.page.getByRole('button', { name: 'Cancel the sale' }).click();
  await expect(two.page.getByRole('alert')).toContainText('Comes back');
  await two.page
    .getByRole('alert')
    .getByRole('button', { name: /Cancel/ })
    .first()
    .click();
  await expect(seatOf(one.page, seat)).toHaveAccessibleName(/available/);
});

test('[STY31] tickets printed again are a second copy, and say so', async ({ house }) => {
  const till = await house.counter('Counter 1');
  const { page } = till;
  await soldTo(page, 'Grace Kelly');
  await lastSales(page).click();
  await page
    .getByRole('button', { name: /Sold|Kelly/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Print again' }).click();
  await expect(page.getByText('A second copy was printed').filter({ visible: true }).first()).toBeVisible();
  const paper = await till.paper();
  await expect(
    paper
      .getByText(/Second copy/i)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
});

test('[STY32] in German and in the dark the counter says the same, and remembers it', async ({ house }) => {
  const till = await house.counter('Counter 1');
  await till.page.getByRole('button', { name: 'Dark', exact: true }).click();
  await till.page.getByRole('button', { name: /Language/ }).click();
  await till.page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(till.page.getByRole('navigation', { name: 'Vorstellungen' })).toBeVisible();
  const page = await till.reopen();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'ink');
  await expect(order(page).or(page.getByRole('button').first()).first()).toBeVisible();
});
