import type { Page } from '@playwright/test';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';

const TILL = 'Counter 12';

/** A till without the server, which knows who has signed in there of late. */
export const SIGN_IN_OFFLINE: readonly State[] = [
  { face: 'entry', name: 'sign-in-offline', reach: (stage) => names(stage) },
  { face: 'entry', name: 'pin-offline', reach: (stage) => pin(stage) },
  {
    face: 'counter',
    name: 'confirm-session',
    reach: async (stage) => {
      const page = await pin(stage);
      await page.keyboard.type(stage.pin('clerk'), { delay: 60 });
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: 'Shows' }).waitFor();
      // The page forgets the PIN, so that the server cannot be told quietly.
      await page.reload();
      await page.getByRole('navigation', { name: 'Shows' }).waitFor();
      const { line } = await stage.till('counter', TILL);
      line.mend();
      await page.getByRole('region', { name: 'The server answers again' }).waitFor();
      return page;
    },
  },
];

async function names(stage: Stage): Promise<Page> {
  const { page, line } = await stage.counter(TILL);
  await page.getByRole('button', { name: 'Sign out' }).click();
  line.cut();
  await page.reload();
  await page.getByRole('button', { name: /clerk/i }).first().waitFor();
  return page;
}

async function pin(stage: Stage): Promise<Page> {
  const page = await names(stage);
  await page.getByRole('button', { name: /clerk/i }).first().click();
  await page.getByRole('heading', { name: /^PIN of/ }).waitFor();
  return page;
}
