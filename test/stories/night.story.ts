import { addDays, businessDayOf, businessDayRange } from '#shared/domain/time.ts';
import { expect, test } from './support/house.ts';

test('[STY22] after the last show of the night the next day is open, and the day after it is one press away', async ({
  house,
}) => {
  const today = businessDayOf(house.nowMs(), 'Europe/London', '05:00');
  const range = businessDayRange(today, 'Europe/London', '05:00');
  await house.setClock(range.toMs - 3_600_000);
  const { page } = await house.counter('Counter 1');
  const day = page.getByRole('textbox', { name: 'Day' });
  await expect(day).toHaveValue(addDays(today, 1));
  await page.getByRole('button', { name: /next day|day after/i }).click();
  await expect(day).toHaveValue(addDays(today, 2));
});
