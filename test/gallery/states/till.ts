import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';
import { state } from './counter-steps.ts';

const TILL = 'Counter 7';

/** The drawer of a till and its shift, from the float to the Z. */
export const TILL_STATES: readonly State[] = [
  state('till-float', (stage) => asked(stage)),
  state('till-menu', (stage) => menu(stage)),
  state('till-move', async (stage) => {
    const page = await menu(stage);
    await page.keyboard.press('2');
    const sum = page.getByRole('textbox', { name: 'Sum' });
    await sum.fill('12.5o');
    await page.getByRole('button', { name: /^Take out/ }).click();
    await expect(page.getByText('A sum looks like')).toBeVisible();
    return page;
  }),
  state('till-x', async (stage) => {
    const page = await menu(stage);
    await page.keyboard.press('5');
    await page.getByText('Cash expected').waitFor();
    return page;
  }),
  state('till-count', async (stage) => {
    const page = await counting(stage);
    await page.getByRole('textbox', { name: 'Notes of £20.00' }).fill('7');
    return page;
  }),
  state('till-approve', async (stage) => {
    const page = await counting(stage);
    await page.getByRole('button', { name: 'That is all' }).click();
    await page.getByText('needs a supervisor').waitFor();
    await page.getByRole('button', { name: 'A supervisor looks at it' }).focus();
    return page;
  }),
  state('till-z', async (stage) => {
    const page = await counting(stage);
    await page.getByRole('textbox', { name: 'Notes of £50.00' }).fill('3');
    await page.getByRole('button', { name: 'That is all' }).click();
    const close = page.getByRole('button', { name: 'Close the shift' });
    await close.waitFor();
    await page.waitForTimeout(350); // What ended the count must not close the shift as well.
    await close.click();
    await page.getByRole('heading', { name: /^Z \d+/ }).waitFor();
    await page.getByText('Printed', { exact: true }).waitFor();
    return page;
  }),
];

/** F12, with the float still to be said where it is. */
async function asked(stage: Stage): Promise<Page> {
  const { page } = await stage.counter(TILL);
  const strip = page.getByRole('button', { name: /^Opening float/ });
  const till = page.getByRole('button', { name: 'Till', exact: true });
  await till.waitFor();
  if (await strip.isVisible()) await strip.click();
  else await till.click();
  return page;
}

async function menu(stage: Stage): Promise<Page> {
  const page = await asked(stage);
  const sum = page.getByRole('textbox', { name: 'Sum' });
  const close = page.getByRole('button', { name: 'Count and close' });
  await sum.or(close).first().waitFor();
  if (await sum.isVisible()) {
    await sum.fill('150');
    await sum.press('Enter');
    await sum.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Till', exact: true }).click();
  }
  await close.waitFor();
  return page;
}

async function counting(stage: Stage): Promise<Page> {
  const page = await menu(stage);
  await page.getByRole('button', { name: 'Count and close' }).click();
  await page.getByRole('heading', { name: 'Count the drawer' }).waitFor();
  return page;
}
