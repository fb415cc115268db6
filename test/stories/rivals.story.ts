import { expect, test } from './support/house.ts';
import { deafen, expectMine, freeRun, openShow, order, seatOf } from './support/steps.ts';

test('[STY10] two tills want one seat: one has it, the other is told and offered what is free, both agree', async ({
  house,
}) => {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  await openShow(one.page);
  await openShow(two.page);
  const [kept = '', wanted = ''] = await freeRun(two.page, 2);
  await seatOf(two.page, kept).click();
  await expectMine(two.page, kept);
  await Promise.all([seatOf(one.page, wanted).click(), seatOf(two.page, wanted).click()]);
  await expect
    .poll(async () => {
      const names = await Promise.all(
        [one, two].map((till) => seatOf(till.page, wanted).getAttribute('aria-label')),
      );
      return names.filter((name) => name?.includes('in this order')).length;
    })
    .toBe(1);
  const oneHasIt =
    (await seatOf(one.page, wanted).getAttribute('aria-label'))?.includes('in this order') ?? false;
  const [winner, loser] = oneHasIt ? [one, two] : [two, one];
  await expect(loser.page.getByText(new RegExp(`${wanted} was just taken`)).first()).toBeVisible();
  await expect(seatOf(winner.page, wanted)).toHaveAccessibleName(/in this order/);
  // The other seats of the order stay.
  await expectMine(two.page, kept);
  const take = loser.page.getByRole('button', { name: /^Take / });
  await take.click();
  await expect(order(loser.page)).toContainText('Held');
  await expect(loser.page.getByText(new RegExp(`${wanted} was just taken`))).toHaveCount(0);
});

test('[STY11] a hold of one till is painted at the other, with the till’s name', async ({ house }) => {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  await openShow(one.page);
  await openShow(two.page);
  const [seat = ''] = await freeRun(one.page, 1);
  await seatOf(one.page, seat).click();
  await expect(seatOf(two.page, seat)).toHaveAccessibleName(/held/);
  await seatOf(two.page, seat).hover();
  await expect(two.page.getByText(/held at Counter 1/).first()).toBeVisible();
  await one.page.getByRole('button', { name: /^Release/ }).click();
  const sure = one.page.getByRole('alert').getByRole('button', { name: /^Release/ });
  if (await sure.isVisible()) await sure.click();
  await expect(seatOf(two.page, seat)).toHaveAccessibleName(/available/);
});

test('[I2] overlapping groups: of A5–A7 and A7–A9 one gets all its seats, the other none of them', async ({
  house,
}) => {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  await openShow(one.page);
  await openShow(two.page);
  // Both ask for the best three of the same show at the same moment: the same seats.
  for (const { page } of [one, two]) await page.keyboard.press('Digit3');
  await Promise.all([one, two].map(({ page }) => page.keyboard.press('Enter')));
  const mine = async (till: typeof one): Promise<string[]> =>
    till.page
      .getByRole('button', { name: /^Row .*in this order/ })
      .evaluateAll((seats) => seats.map((seat) => seat.getAttribute('data-seat') ?? ''));
  await expect
    .poll(async () => {
      const [a, b] = [await mine(one), await mine(two)];
      return {
        shared: a.filter((seat) => b.includes(seat)),
        whole: [a.length, b.length].some((n) => n === 3),
      };
    })
    .toEqual({ shared: [], whole: true });
});

test('[STY12] a stale revision is retried without bothering anybody', async ({ house }) => {
  const [one, two] = [await house.counter('Counter 1'), await house.counter('Counter 2')];
  await openShow(one.page);
  await openShow(two.page);
  const [seat = ''] = await freeRun(two.page, 1);
  // Counter 2 no longer hears of other tills: its picture of the seat grows old.
  await deafen(two.page);
  await seatOf(one.page, seat).click();
  await expectMine(one.page, seat);
  await one.page.getByRole('button', { name: /^Release/ }).click();
  const sure = one.page.getByRole('alert').getByRole('button', { name: /^Release/ });
  if (await sure.isVisible()) await sure.click();
  await expect(seatOf(one.page, seat)).toHaveAccessibleName(/available/);
  await seatOf(two.page, seat).click();
  await expectMine(two.page, seat);
  await expect(order(two.page)).toContainText('Held');
  await expect(two.page.getByRole('alert')).toHaveCount(0);
});
