import { expect, test } from './support/house.ts';
import { dayAhead, deafen, expectMine, openShow, seatOf } from './support/steps.ts';
import {
  charges,
  done,
  freeSeats,
  nameOf,
  ownSeats,
  payButton,
  serials,
  toSeats,
} from './support/visitor.ts';

test('[STY73] a visitor and a clerk want one seat: the visitor reads that someone else took it, and takes another', async ({
  house,
}) => {
  test.slow();
  const [kiosk, counter] = [await house.till('lobby', 'Lobby 1'), await house.counter('Counter 1')];
  const { page } = kiosk;
  const time = await toSeats(page, ['Adult', 'Adult'], { screen: 'Screen 14 Snug' });
  await openShow(counter.page, 'Screen 14 Snug', dayAhead(2), time);
  // The kiosk no longer hears of other tills: to its visitor the seat stays free until they ask for it.
  const hearAgain = await deafen(page);
  const free = freeSeats(page).first();
  const wanted = await nameOf(free);
  await seatOf(counter.page, wanted).click();
  await expectMine(counter.page, wanted);
  await seatOf(page, wanted).click();
  const alert = page.getByRole('alert').filter({ hasText: wanted });
  await expect(alert).toContainText(`${wanted}: someone else just took it`);
  await expect(alert).toContainText('Nothing has been paid');
  await expect(page.getByText(/Counter 1/)).toHaveCount(0);
  // Nobody has lost the seat they had.
  await expect(ownSeats(page)).toHaveCount(2);
  await hearAgain();
  const take = alert.getByRole('button', { name: /^Take [A-Z]+\d+ instead$/ });
  const other = /Take ([A-Z]+\d+) instead/.exec(await take.innerText())?.[1] ?? '';
  await take.click();
  await expect(alert).toHaveCount(0);
  await expect(ownSeats(page)).toHaveCount(2);
  await expect(seatOf(page, other)).toHaveAccessibleName(/in this order/);
  await expectMine(counter.page, wanted);
  await payButton(page).click();
  await expect(done(page)).toBeVisible();
  await expect(seatOf(counter.page, other)).toHaveAccessibleName(/sold/);
  expect(await charges(kiosk)).toHaveLength(1);
  expect(await serials(kiosk)).toHaveLength(2);
});
