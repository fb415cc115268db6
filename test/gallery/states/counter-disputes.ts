import type { Page } from '@playwright/test';
import { disputedSale } from '../../stories/support/disputed.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';
import { state } from './counter-steps.ts';

/** Sales that need a person: promised without the line on seats that another till sold meanwhile. */
export const COUNTER_DISPUTES: readonly State[] = [
  state('disputes', (stage) => desk(stage)),
  state('dispute', (stage) => dispute(stage)),
  state('dispute-reseated', async (stage) => {
    const page = await dispute(stage);
    await page.getByRole('button', { name: 'Reseat and print' }).click();
    await page
      .getByText(/Old tickets are void/)
      .first()
      .waitFor();
    return page;
  }),
  state('dispute-offline', async (stage) => {
    const page = await dispute(stage);
    (await stage.till('counter', 'Counter 1')).line.cut();
    await page
      .getByText(/Offline since/)
      .first()
      .waitFor();
    return page;
  }),
];

async function desk(stage: Stage): Promise<Page> {
  const { one } = await disputedSale(await stage.counter('Counter 1'), await stage.counter('Counter 2'));
  await one.page.getByRole('radio', { name: /^Needs a person/ }).click();
  return one.page;
}

async function dispute(stage: Stage): Promise<Page> {
  const page = await desk(stage);
  await page.getByRole('list', { name: 'Needs a person' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Reseat and print' }).waitFor();
  return page;
}
