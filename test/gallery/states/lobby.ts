import type { Locator, Page } from '@playwright/test';
import type { TerminalBehaviour } from '#electron/abilities/terminal/behaviour.ts';
import { seatOf } from '../../stories/support/steps.ts';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import { KIOSK_PIN } from '../stage.ts';
import type { State } from '../state.ts';
import { cutLine, heldBack } from './counter-steps.ts';

/** The kiosk has a look of its own, dark in every house. */
const state = (name: string, reach: State['reach']): State => ({
  face: 'lobby',
  name,
  reach,
  themes: ['ink'],
});

const button = (page: Page, name: RegExp | string): Locator => page.getByRole('button', { name });

async function films(stage: Stage, till?: string): Promise<Page> {
  const { page } = await stage.lobby(till);
  await button(page, 'Buy tickets').click();
  await page.getByRole('heading', { name: 'Which film?' }).waitFor();
  return page;
}

/** What is on offer on the page: films, or shows of one, each a button. */
const offered = (page: Page): Locator => page.getByRole('main').getByRole('listitem').getByRole('button');

async function times(stage: Stage, till?: string): Promise<Page> {
  const page = await films(stage, till);
  await offered(page).first().click();
  await page.getByRole('heading', { name: 'At what time?' }).waitFor();
  return page;
}

async function tickets(stage: Stage, till?: string): Promise<Page> {
  const page = await times(stage, till);
  // A show with room: the last one listed is furthest ahead.
  await page.getByRole('main').getByRole('listitem').getByRole('button', { disabled: false }).last().click();
  await howMany(page);
  return page;
}

const howMany = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'How many tickets?' }).waitFor();

async function choose(page: Page, kind: string, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await button(page, `One more: ${kind}`).click();
}

async function seats(stage: Stage, adults = 2, till?: string): Promise<Page> {
  const page = await tickets(stage, till);
  await choose(page, 'Adult', adults);
  await button(page, 'Find seats').click();
  await heldHere(page);
  return page;
}

const heldHere = (page: Page): Promise<void> => expect(page.getByRole('timer').first()).toBeVisible();

/** The page on the way from seats to tickets, the terminal doing as it is told. */
async function paying(stage: Stage, next: TerminalBehaviour['next'], till = 'Lobby 1'): Promise<Page> {
  await stage.lobby(till);
  await stage.terminal(till, next);
  const page = await seats(stage, 2, till);
  await button(page, /^Pay .* by card$/).click();
  return page;
}

async function access(stage: Stage, wishes: readonly string[]): Promise<Page> {
  const { page } = await stage.lobby();
  await button(page, 'Accessibility').click();
  for (const wish of wishes) await page.getByText(wish).click();
  await button(page, 'Done').click();
  await button(page, 'Buy tickets').click();
  return page;
}

/** On from the films to seats, in any language: by place and not by name. */
async function onToSeats(page: Page): Promise<Page> {
  const listed = page.getByRole('main').getByRole('listitem').getByRole('button', { disabled: false });
  await listed.first().click();
  await page.getByRole('main').locator('section button:not([disabled])').last().click();
  const more = page.getByRole('group').locator('button:not([disabled])').last();
  await page.getByRole('main').getByRole('group').first().getByRole('button').last().click();
  await more.waitFor();
  await page.getByRole('contentinfo').locator('button').first().click();
  await heldHere(page);
  return page;
}

async function inLanguage(stage: Stage, name: string): Promise<Page> {
  const { page } = await stage.lobby();
  await button(page, name).or(page.getByRole('radio', { name })).click();
  await expect(
    page.getByRole('button', { name, pressed: true }).or(page.getByRole('radio', { name, checked: true })),
  ).toBeVisible();
  return page;
}

export const LOBBY: readonly State[] = [
  state('attract', async (stage) => (await stage.lobby()).page),
  state('film', (stage) => films(stage)),
  state('time', (stage) => times(stage)),
  state('tickets', (stage) => tickets(stage)),
  state('tickets-1', async (stage) => {
    const page = await tickets(stage);
    await choose(page, 'Adult', 1);
    return page;
  }),
  state('tickets-5', async (stage) => {
    const page = await tickets(stage);
    await choose(page, 'Adult', 2);
    await choose(page, 'Child', 1);
    await choose(page, 'Wheelchair place', 1);
    await choose(page, 'Companion', 1);
    return page;
  }),
  state('tickets-most', async (stage) => {
    const page = await tickets(stage);
    await choose(page, 'Adult', 10);
    return page;
  }),
  state('seats', (stage) => seats(stage)),
  state('seats-10', (stage) => seats(stage, 10)),
  state('seats-list', async (stage) => {
    const page = await seats(stage);
    await page.getByRole('radio', { name: 'List' }).or(button(page, 'List')).first().click();
    await page.getByText('Row', { exact: false }).first().waitFor();
    return page;
  }),
  state('seats-moving', async (stage) => {
    const page = await seats(stage);
    await page
      .getByRole('button', { name: /^Row .*in this order/ })
      .first()
      .click();
    await page.getByText(/^Where should/).waitFor();
    return page;
  }),
  state('lost-seat', async (stage) => {
    const page = await seats(stage);
    const other = await seats(stage, 1, 'Lobby 2');
    // Here it is asked for first, and there it is heard of first.
    const goOn = await heldBack(page);
    const wanted = page.getByRole('button', { name: /^Row .*Regular, available/ }).first();
    const id = (await wanted.getAttribute('data-seat')) ?? '';
    await wanted.click();
    await seatOf(other, id).click();
    await expect(seatOf(other, id)).toHaveAccessibleName(/in this order/);
    await expect(other.getByText('Holding your seats…')).toHaveCount(0);
    goOn();
    await page.getByText('someone else just took').first().waitFor();
    return page;
  }),
  state('card', (stage) =>
    paying(stage, 'slow').then(async (page) => {
      await page.getByText('Hold your card to').waitFor();
      return page;
    }),
  ),
  state('declined', async (stage) => {
    const page = await paying(stage, 'decline');
    await page.getByText('The card was not accepted').waitFor();
    return page;
  }),
  state('terminal-silent', async (stage) => {
    const page = await paying(stage, 'power-cut', 'Lobby 3');
    await page
      .getByText('We do not know yet whether')
      .or(page.getByText('we are asking whether'))
      .first()
      .waitFor({ timeout: 60_000 });
    return page;
  }),
  state('finish', async (stage) => {
    const page = await paying(stage, 'approve');
    await page.getByRole('heading', { name: 'Enjoy the film!' }).waitFor();
    return page;
  }),
  state('print-failed', async (stage) => {
    const device = await stage.lobby();
    const printer = await device.paper();
    const empty = printer.getByRole('checkbox', { name: /out of paper/ });
    await empty.check();
    const page = await paying(stage, 'approve');
    await page.getByText('Paid, but your tickets were not printed').waitFor();
    await empty.uncheck();
    await printer.close();
    return page;
  }),
  state('still-there', async (stage) => {
    const device = await stage.till('lobby', 'Lobby 4');
    const page = await stage.page('about:blank', (context) => context.clock.install());
    await device.page.close();
    await page.goto(device.url);
    await button(page, 'Buy tickets').click();
    await page.getByRole('heading', { name: 'Which film?' }).waitFor();
    await page.clock.fastForward(46_000);
    await page.getByRole('alertdialog').waitFor();
    return page;
  }),
  state('access', async (stage) => {
    const { page } = await stage.lobby();
    await button(page, 'Accessibility').click();
    await page.getByRole('dialog').waitFor();
    return page;
  }),
  state('large-film', (stage) => access(stage, ['Large type'])),
  state('large-seats', async (stage) => onToSeats(await access(stage, ['Large type']))),
  state('contrast-film', (stage) => access(stage, ['High contrast'])),
  state('contrast-seats', async (stage) => onToSeats(await access(stage, ['High contrast']))),
  state('low-film', (stage) => access(stage, ['All buttons in the lower half'])),
  state('low-seats', async (stage) => onToSeats(await access(stage, ['All buttons in the lower half']))),
  state('offline', async (stage) => {
    const { page } = await stage.lobby();
    await cutLine(stage, page);
    return page;
  }),
  state('offline-time', async (stage) => {
    const page = await times(stage);
    await cutLine(stage, page);
    return page;
  }),
  state('staff-pin', async (stage) => staffPin(stage)),
  state('staff-pin-wrong', async (stage) => {
    const page = await staffPin(stage);
    await page.keyboard.type('1111', { delay: 30 });
    await page.keyboard.press('Enter');
    await page.getByText('This PIN is not right').waitFor();
    return page;
  }),
  state('staff', async (stage) => {
    const page = await staffPin(stage);
    await page.keyboard.type(KIOSK_PIN, { delay: 30 });
    await page.keyboard.press('Enter');
    await button(page, 'Back to the visitors').waitFor();
    await page.getByText('Server', { exact: true }).waitFor();
    return page;
  }),
  state('keys', async (stage) => {
    const { page } = await stage.lobby();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    return page;
  }),
  ...(['Deutsch', 'العربية'] as const).flatMap((name) => {
    const id = name === 'Deutsch' ? 'german' : 'arabic';
    const first = async (stage: Stage): Promise<Page> => {
      const page = await inLanguage(stage, name);
      await page.getByRole('contentinfo').locator('button').first().click();
      await page.getByRole('navigation').first().waitFor();
      return page;
    };
    return [
      state(`${id}-attract`, (stage) => inLanguage(stage, name)),
      state(`${id}-film`, first),
      state(`${id}-seats`, async (stage) => onToSeats(await first(stage))),
      state(`${id}-card`, async (stage) => {
        const page = await onToSeats(await first(stage));
        await page.getByRole('contentinfo').locator('button').first().click();
        await page.getByRole('status').first().waitFor();
        return page;
      }),
    ];
  }),
];

async function staffPin(stage: Stage): Promise<Page> {
  const { page } = await stage.lobby();
  await page.keyboard.down('Escape');
  await page.getByRole('heading', { name: 'Staff only' }).waitFor();
  await page.keyboard.up('Escape');
  return page;
}
