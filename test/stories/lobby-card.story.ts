import { expect, test } from './support/house.ts';
import {
  button,
  charges,
  done,
  heading,
  ownSeats,
  payButton,
  serials,
  terminalWill,
  toSeats,
} from './support/visitor.ts';

test('[STY65] a card is declined, the seats stay, another is approved: one charge, one set of tickets', async ({
  house,
}) => {
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await terminalWill(till, 'decline');
  await toSeats(page, ['Adult', 'Adult']);
  await payButton(page).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The card was not accepted' });
  await expect(alert).toContainText('Nothing was charged and your seats are still held');
  await expect(alert).toContainText(/For staff: C1 · \S+/);
  expect(await charges(till)).toEqual([]);
  await button(page, 'Back to the seats').click();
  await expect(ownSeats(page)).toHaveCount(2);
  await terminalWill(till, 'approve');
  await payButton(page).click();
  await expect(done(page)).toBeVisible();
  expect(await charges(till)).toHaveLength(1);
  expect(await serials(till)).toHaveLength(2);
});

test('[STY66] the terminal charges and falls silent: it is asked, one charge and one set of tickets', async ({
  house,
}) => {
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await terminalWill(till, 'silent-after');
  await toSeats(page, ['Adult', 'Adult']);
  await payButton(page).click();
  await expect(heading(page, 'Pay by card')).toBeVisible();
  await expect(button(page, 'Back')).toBeDisabled();
  await expect(done(page)).toBeVisible({ timeout: 40_000 });
  expect(await charges(till)).toHaveLength(1);
  expect(await serials(till)).toHaveLength(2);
});

for (const how of ['closed', 'crashed', 'lost with all it had stored'] as const) {
  test(`[STY67] the card is charged and the page is ${how} before it knows: one charge, one set of tickets`, async ({
    house,
  }) => {
    const till = await house.till('lobby', 'Lobby 1');
    await terminalWill(till, 'silent-after');
    await toSeats(till.page, ['Adult', 'Adult']);
    await payButton(till.page).click();
    await expect.poll(() => charges(till)).toHaveLength(1);
    const page = await till.reopen(how);
    await expect(done(page)).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText(/Your booking: \S+/)).toBeVisible();
    expect(await serials(till)).toHaveLength(2);
    await button(page, 'Done').click();
    await page.reload();
    await expect(button(page, 'Buy tickets')).toBeEnabled();
    expect(await charges(till)).toHaveLength(1);
    expect(await serials(till)).toHaveLength(2);
  });
}

test('[STY68] a terminal that cannot say whether it charged stops everything else, and staff get a code', async ({
  house,
}) => {
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await terminalWill(till, 'power-cut');
  await toSeats(page);
  await payButton(page).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/For staff: T2 · \S+/, { timeout: 60_000 });
  await expect(payButton(page)).toHaveCount(0);
  await expect(button(page, 'Back')).toBeDisabled();
  await terminalWill(till, 'approve');
  // It died before it charged: now it says so, and the seats can be paid for after all.
  await expect(alert).toContainText('The card was not accepted', { timeout: 30_000 });
  expect(await charges(till)).toEqual([]);
  await payButton(page).click();
  await expect(done(page)).toBeVisible();
  expect(await charges(till)).toHaveLength(1);
});
