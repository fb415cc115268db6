import type { Page } from '@playwright/test';
import { addDays } from '#shared/domain/time.ts';
import { Day } from '#shared/wire/scalars.ts';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';
import { cutLine } from './counter-steps.ts';

const state = (name: string, reach: State['reach'], rest: Partial<State> = {}): State => ({
  face: 'today',
  name,
  reach,
  ...rest,
});

async function live(stage: Stage, device?: string): Promise<Page> {
  const { page } = await stage.manager(device);
  await page.getByRole('heading', { name: /Revenue by hour/ }).waitFor();
  return page;
}

/** A past business day with a whole day's sales, last week's beside them. */
async function past(stage: Stage, days = 3): Promise<Page> {
  const page = await live(stage);
  const field = page.getByLabel('Business day');
  await field.fill(addDays(Day.parse(await field.inputValue()), -days));
  await page
    .getByText(/^From the server/)
    .first()
    .waitFor();
  await expect(page.getByText('Asking the server', { exact: false })).toHaveCount(0);
  return page;
}

const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name }).or(page.getByRole('tab', { name })).first().click();

async function drill(stage: Stage): Promise<Page> {
  const page = await past(stage);
  await page.getByRole('button', { name: /^Revenue .*the bookings behind it/ }).click();
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor();
  return page;
}

export const TODAY: readonly State[] = [
  state('live', (stage) => live(stage)),
  state('day', (stage) => past(stage)),
  state('day-empty', async (stage) => {
    const page = await live(stage);
    await page.getByLabel('Business day').fill('2015-03-04');
    await page.getByText('No money has been taken on this day').waitFor();
    return page;
  }),
  state('tables', async (stage) => {
    const page = await past(stage);
    for (const panel of ['Revenue by hour', 'Which seats sell']) {
      const table = page.getByRole('region', { name: panel }).getByRole('radio', { name: 'Table' });
      await table.click();
    }
    return page;
  }),
  state('seats-first', async (stage) => {
    const page = await past(stage);
    await choose(page, 'Sold first');
    return page;
  }),
  state('by-till', async (stage) => {
    const page = await past(stage);
    await choose(page, 'Till');
    return page;
  }),
  state('drill', drill),
  state('drill-refunds', async (stage) => {
    const page = await past(stage);
    await page.getByRole('button', { name: /^Refunds .*the bookings behind it/ }).click();
    await page.getByRole('dialog').waitFor();
    await expect(page.getByRole('dialog').getByText('Fetching the bookings…')).toHaveCount(0);
    return page;
  }),
  state('drill-booking', async (stage) => {
    const page = await drill(stage);
    await page.getByRole('dialog').getByRole('row').nth(1).click();
    await page.getByRole('button', { name: 'All bookings' }).waitFor();
    return page;
  }),
  state('offline', async (stage) => {
    const page = await live(stage);
    await cutLine(stage, page);
    return page;
  }),
  state('offline-older', async (stage) => {
    const page = await live(stage);
    await cutLine(stage, page);
    await page.getByLabel('Business day').fill('2026-01-05');
    await page.getByText('The server does not answer').first().waitFor();
    return page;
  }),
  state('not-yours', async (stage) => {
    const { page } = await stage.manager('Office 2', 'clerk');
    await page.getByText('The figures are for supervisors and managers').waitFor();
    return page;
  }),
  state(
    'printed',
    async (stage) => {
      const page = await past(stage);
      await page.emulateMedia({ media: 'print' });
      return page;
    },
    { themes: ['paper'], sizes: ['1280x800'], isPaper: true },
  ),
  state('german', async (stage) => {
    const { page } = await stage.manager('Office 3');
    await page.getByRole('button', { name: /Language/ }).click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await page
      .getByRole('heading', { name: /Umsatz/ })
      .first()
      .waitFor();
    return page;
  }),
];
