import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';

const typePin = async (page: Page, pin: string): Promise<void> => {
  await page.keyboard.type(pin, { delay: 30 });
  await page.keyboard.press('Enter');
};

async function setup(stage: Stage, device: string): Promise<Page> {
  const page = await stage.stranger(device);
  await page.getByRole('heading', { name: 'Set up this till' }).waitFor();
  return page;
}

/** A counter nobody is signed in at. */
async function names(stage: Stage, device: string): Promise<Page> {
  const { page } = await stage.till('counter', device);
  await page.reload();
  await page.getByRole('button', { name: /clerk/i }).first().waitFor();
  return page;
}

async function pin(stage: Stage, device: string, role = /clerk/i): Promise<Page> {
  const page = await names(stage, device);
  await page.getByRole('button', { name: role }).first().click();
  await page.getByRole('heading', { name: /^PIN of/ }).waitFor();
  return page;
}

export const ENTRY: readonly State[] = [
  { face: 'entry', name: 'setup', reach: (stage) => setup(stage, 'stranger-1') },
  {
    face: 'entry',
    name: 'setup-incomplete',
    reach: async (stage) => {
      const page = await setup(stage, 'stranger-2');
      await page.getByRole('textbox', { name: 'Address of the server' }).fill('box office');
      await page.getByRole('button', { name: 'Enrol this till' }).click();
      await expect(page.getByText('Please fill this in.').first()).toBeVisible();
      return page;
    },
  },
  {
    face: 'entry',
    name: 'setup-refused',
    reach: async (stage) => {
      const page = await setup(stage, 'stranger-3');
      await page.getByRole('textbox', { name: 'Address of the server' }).fill(stage.house.url);
      await page.getByRole('textbox', { name: 'Enrolment code' }).fill('ABCD-EFGH-JKLM');
      await page.getByRole('textbox', { name: 'Name of this till' }).fill('Counter 7');
      await page.getByRole('button', { name: 'Enrol this till' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      return page;
    },
  },
  {
    face: 'entry',
    name: 'first-sync',
    reach: async (stage) => {
      const { url } = await stage.till('lobby', 'Lobby 8');
      // A till whose first pull is still on its way: everything but the cinema's own document is here.
      const page = await stage.page(url, (context) => context.route(/\/cinemas\/\d+\/pull/, () => {}));
      await page.getByText('Fetching the programme and the screens').waitFor();
      return page;
    },
  },
  { face: 'entry', name: 'sign-in', reach: (stage) => names(stage, 'Counter 8') },
  {
    face: 'entry',
    name: 'sign-in-no-line',
    reach: async (stage) => {
      const { page } = await stage.till('counter', 'Counter 8');
      await page.route('**/staff', (route) => route.abort());
      await page.reload();
      await page.getByText('The server does not answer').waitFor();
      await page.unrouteAll();
      return page;
    },
  },
  {
    face: 'entry',
    name: 'pin',
    reach: async (stage) => {
      const page = await pin(stage, 'Counter 8');
      await page.keyboard.type('12', { delay: 30 });
      return page;
    },
  },
  {
    face: 'entry',
    name: 'pin-wrong',
    reach: async (stage) => {
      const page = await pin(stage, 'Counter 8');
      await typePin(page, '9999');
      await page.getByText('This PIN is not right').waitFor();
      return page;
    },
  },
  {
    face: 'entry',
    name: 'pin-locked',
    reach: async (stage) => {
      // Who is locked out is so at every till of the cinema for a while, and clerks work in the next states.
      const page = await pin(stage, 'Counter 8', /manager/i);
      const locked = page.getByText('Too many wrong PINs');
      const said = page.getByText('This PIN is not right').or(locked);
      for (let i = 0; i < 10 && !(await locked.isVisible()); i += 1) {
        await typePin(page, '9999');
        await said.waitFor();
      }
      await locked.waitFor();
      return page;
    },
  },
  {
    face: 'entry',
    name: 'other-kind',
    reach: async (stage) => {
      const { page } = await stage.till('door', 'Door 1');
      await page.getByText('This device is enrolled as a').waitFor();
      return page;
    },
  },
];
