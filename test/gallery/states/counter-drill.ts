import type { Page } from '@playwright/test';
import { openShow } from '../../stories/support/steps.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';
import { GREAT, state } from './counter-steps.ts';

const TILL = 'Counter 6';

/** The drill, from its question to its report. */
export const COUNTER_DRILL: readonly State[] = [
  state('drill-question', (stage) => asked(stage)),
  state('drill', (stage) => running(stage)),
  state('drill-over', (stage) => over(stage)),
  state('drill-report', async (stage) => {
    const page = await over(stage);
    await page.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('dialog', { name: 'Report of the drill' }).waitFor();
    return page;
  }),
];

async function asked(stage: Stage): Promise<Page> {
  const { page } = await stage.counter(TILL, 'supervisor');
  await openShow(page, GREAT);
  await page.getByRole('button', { name: 'Drill' }).click();
  await page.getByRole('dialog', { name: /^Drill/ }).waitFor();
  return page;
}

async function running(stage: Stage): Promise<Page> {
  const page = await asked(stage);
  await page.getByRole('button', { name: 'Start the drill' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page
    .getByText(/Offline since/)
    .first()
    .waitFor();
  return page;
}

async function over(stage: Stage): Promise<Page> {
  const page = await running(stage);
  await page.getByRole('button', { name: 'End now' }).click();
  await page.getByText(/Everything was answered/).waitFor();
  return page;
}
