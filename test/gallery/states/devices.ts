import type { Page } from '@playwright/test';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';

const state = (name: string, reach: State['reach']): State => ({ face: 'today', name, reach });

/** Who is connected, and whose seats are taken back. */
export const DEVICES: readonly State[] = [
  state('devices', (stage) => devices(stage)),
  state('devices-silent', (stage) => silent(stage)),
  state('devices-take-back', (stage) => takeBack(stage)),
  state('devices-taken-back', async (stage) => {
    const page = await takeBack(stage);
    await page.getByRole('button', { name: /^Take [\d,]+ seats? back$/ }).click();
    await page.getByText(/on sale again/).waitFor();
    return page;
  }),
  state('devices-no-line', async (stage) => {
    const { page } = await stage.manager();
    await page.route('**/admin/devices', (route) => route.abort());
    await page.getByRole('radio', { name: 'Devices' }).click();
    await page.getByText('The server does not answer').first().waitFor();
    return page;
  }),
];

async function devices(stage: Stage): Promise<Page> {
  await stage.counter();
  const { page } = await stage.manager();
  await page.getByRole('radio', { name: 'Devices' }).click();
  await page.getByRole('row', { name: /^Counter 1 / }).waitFor();
  return page;
}

/** The first counter has lost its line. */
async function silent(stage: Stage): Promise<Page> {
  const page = await devices(stage);
  (await stage.till('counter', 'Counter 1')).line.cut();
  await page.getByRole('button', { name: 'Take back from Counter 1' }).waitFor();
  return page;
}

async function takeBack(stage: Stage): Promise<Page> {
  const page = await silent(stage);
  await page.getByRole('button', { name: 'Take back from Counter 1' }).click();
  await page.getByRole('dialog').waitFor();
  return page;
}
