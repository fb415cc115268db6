import type { Page } from '@playwright/test';
import { Health } from '#shared/wire/messages.ts';
import {
  dayAhead,
  freeRun,
  openShow,
  order,
  seatLines,
  seatOf,
  sellExact,
} from '../../stories/support/steps.ts';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { State } from '../state.ts';

export const SMALL = 'Screen 14 Snug';
const GREAT = 'Screen 1 IMAX';

const state = (name: string, reach: State['reach']): State => ({ face: 'counter', name, reach });

async function map(stage: Stage, screen = SMALL, till?: string): Promise<Page> {
  const { page } = await stage.counter(till);
  await openShow(page, screen);
  return page;
}

/** An order as the line takes it, held by the server. */
async function held(stage: Stage, line: string, screen = GREAT, till?: string): Promise<Page> {
  const page = await map(stage, screen, till);
  await page.keyboard.type(line, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(order(page)).toContainText('Held');
  return page;
}

async function cash(stage: Stage, till?: string): Promise<Page> {
  const page = await held(stage, '2a1c', GREAT, till);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: /^Exact/ }).waitFor();
  return page;
}

/** The line to the server gone for all, the page with the agent behind it still there. */
export async function cutLine(stage: Stage, page: Page): Promise<void> {
  stage.house.silenceServer();
  await isOffline(page);
}

/** The line gone for one page. It notices when it next has something to say. */
async function cutPage(stage: Stage, page: Page): Promise<void> {
  await page.route(`${stage.house.url}/**`, (route) => route.abort());
}

/** Keeps what a page writes from the server until the answer is called. */
export async function heldBack(page: Page): Promise<() => void> {
  let goOn = (): void => {};
  const late = new Promise<void>((done) => {
    goOn = done;
  });
  await page.route(/\/bookings\/\d+\/push$/, async (route) => {
    await late;
    await route.continue();
  });
  return goOn;
}

const isOffline = (page: Page): Promise<void> =>
  expect(page.getByText(/Offline since|No connection since/).first()).toBeVisible();

const view = (page: Page, name: RegExp) =>
  page
    .getByRole('radio', { name })
    .or(page.getByRole('tab', { name }))
    .or(page.getByRole('button', { name }));

async function sales(stage: Stage): Promise<Page> {
  const { page } = await stage.counter();
  await view(page, /^Last sales/)
    .first()
    .click();
  await page.getByRole('searchbox', { name: /Code, name/ }).waitFor();
  return page;
}

async function oneSale(stage: Stage): Promise<Page> {
  const page = await held(stage, '2');
  await page.getByText('Customer (optional)').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Marlene Dietrich');
  await sellExact(page);
  await view(page, /^Last sales/)
    .first()
    .click();
  await page.getByRole('button', { name: /Sold/ }).first().click();
  await page.getByRole('button', { name: 'Cancel the sale' }).waitFor();
  return page;
}

export const COUNTER: readonly State[] = [
  state('today', async (stage) => (await stage.counter()).page),
  state('map', (stage) => map(stage, GREAT)),
  state('map-small', (stage) => map(stage)),
  state('by-movie', async (stage) => {
    const page = await map(stage);
    await view(page, /^By movie/)
      .first()
      .click();
    return page;
  }),
  state('search-nothing', async (stage) => {
    const page = await map(stage);
    await page.getByRole('searchbox', { name: 'Find a movie' }).fill('Zzz');
    await page.getByText('No movie with').waitFor();
    return page;
  }),
  state('no-shows', async (stage) => {
    const { page } = await stage.counter();
    await page.getByRole('textbox', { name: 'Day' }).fill(dayAhead(300));
    await page.getByText('No shows on this day').waitFor();
    return page;
  }),
  state('elsewhere', async (stage) => {
    const { page } = await stage.counter();
    await page
      .getByRole('button', { name: /Cinema/ })
      .first()
      .click();
    await page.getByRole('option').nth(1).click();
    await page.getByRole('button', { name: 'Back to this cinema' }).waitFor();
    await expect(page.getByText('Fetching the programme…')).toHaveCount(0);
    return page;
  }),
  state('order-line', async (stage) => {
    const page = await map(stage);
    await page.keyboard.type('2a1c', { delay: 60 });
    await page.getByText('best seats', { exact: false }).first().waitFor();
    return page;
  }),
  state('held', (stage) => held(stage, '2')),
  state('held-small', (stage) => held(stage, '1', SMALL)),
  state('held-5', (stage) => held(stage, '2a2c1p')),
  state('held-20', (stage) => held(stage, '20')),
  state('held-wheelchair', (stage) => held(stage, '1w1e')),
  state('customer', async (stage) => {
    const page = await held(stage, '2');
    await page.getByText('Customer (optional)').click();
    return page;
  }),
  state('ticket-types', async (stage) => {
    const page = await held(stage, '2');
    await page
      .getByRole('button', { name: /^Ticket type of|Adult/ })
      .first()
      .click();
    await page.getByRole('option').first().waitFor();
    return page;
  }),
  state('hold-nearly-over', async (stage) => {
    const till = await stage.till('counter', 'Counter 5');
    const page = await stage.page('about:blank', (context) => context.clock.install());
    await till.page.close();
    await page.goto(till.url);
    await stage.clerk(page);
    await openShow(page, SMALL);
    await page.keyboard.press('Digit2');
    await page.keyboard.press('Enter');
    await expect(order(page)).toContainText('Held');
    // For this page alone nine minutes pass, on its own clock and on what it hears of the server's.
    const passedMs = 9 * 60_000 + 10_000;
    await page.route('**/health', async (route) => {
      const answer = await route.fetch();
      const body = Health.parse(await answer.json());
      const time = new Date(Date.parse(body.time) + passedMs).toISOString();
      await route.fulfill({ response: answer, json: { ...body, time } });
    });
    await page.clock.fastForward(passedMs);
    await expect(page.getByRole('timer').first()).toContainText('0:');
    return page;
  }),
  state('lost-seat', async (stage) => {
    const [one, two] = [await map(stage), await map(stage, SMALL, 'Counter 2')];
    const [kept = '', wanted = ''] = await freeRun(one, 2);
    await seatOf(one, kept).click();
    await expect(order(one)).toContainText('Held');
    // Here it is asked for first, and there it is heard of first.
    const goOn = await heldBack(one);
    await seatOf(one, wanted).click();
    await seatOf(two, wanted).click();
    await expect(order(two)).toContainText('Held');
    goOn();
    await one
      .getByText(/was just taken/)
      .first()
      .waitFor();
    return one;
  }),
  state('question-release', async (stage) => {
    const page = await held(stage, '3');
    await page.getByRole('button', { name: /^Release/ }).click();
    await page.getByText('Nothing has been paid').waitFor();
    return page;
  }),
  state('question-other-show', async (stage) => {
    const page = await held(stage, '2');
    await page
      .getByRole('button', { name: /^Show \d+, .*free$/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Move them' }).waitFor();
    return page;
  }),
  state('question-wheelchair', async (stage) => {
    const page = await map(stage, GREAT);
    await page
      .getByRole('button', { name: /wheelchair place, available/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'A wheelchair user' }).waitFor();
    return page;
  }),
  state('age', async (stage) => {
    const { page } = await stage.counter();
    await page.getByRole('textbox', { name: 'Day' }).fill(dayAhead(2));
    const shows = page.getByRole('button', { name: /^Show \d+, .*free$/ });
    await shows.first().waitFor();
    for (let i = 0; i < (await shows.count()); i += 1) {
      await shows.nth(i).click();
      if (
        await page
          .locator('main header')
          .getByText(/^(15|18)$/)
          .first()
          .isVisible()
      )
        break;
    }
    await page.keyboard.press('Digit2');
    await page.keyboard.press('Enter');
    await expect(order(page)).toContainText('Held');
    await page
      .getByText(/is everyone \d+ or older/)
      .first()
      .waitFor();
    return page;
  }),
  state('cash', (stage) => cash(stage)),
  state('cash-change', async (stage) => {
    const page = await cash(stage);
    await page.keyboard.type('200', { delay: 60 });
    await expect(page.getByText('Change').first()).toBeVisible();
    return page;
  }),
  state('cash-too-little', async (stage) => {
    const page = await cash(stage);
    await page.keyboard.type('5', { delay: 60 });
    await page.getByText('are missing').waitFor();
    return page;
  }),
  state('card', async (stage) => {
    const page = await held(stage, '2');
    await page.keyboard.press('F9');
    await page.waitForTimeout(500);
    return page;
  }),
  state('sold', async (stage) => {
    const page = await cash(stage);
    await page.keyboard.type('200', { delay: 60 });
    await page.waitForTimeout(350); // A confirm waits 300 ms after its panel opened.
    await page.keyboard.press('Enter');
    await page.getByText('Tickets printed').waitFor();
    return page;
  }),
  state('print-failed', async (stage) => {
    const till = await stage.counter();
    const printer = await till.paper();
    const empty = printer.getByRole('checkbox', { name: /out of paper/ });
    await empty.check();
    const page = await cash(stage);
    await page.waitForTimeout(350);
    await page.keyboard.press('Enter');
    await page.getByText('The tickets were not printed').first().waitFor();
    await empty.uncheck();
    await printer.close();
    return page;
  }),
  state('ticket-page', async (stage) => {
    const page = await held(stage, '2');
    await sellExact(page);
    await page.getByRole('button', { name: /page/i }).last().click();
    await page.getByRole('button', { name: 'Print or save as PDF' }).waitFor();
    return page;
  }),
  state('parked', async (stage) => {
    const { page } = await stage.counter('Counter 3');
    // A day of its own: no other till takes what is best there.
    await openShow(page, GREAT, dayAhead(3));
    await page.keyboard.press('Digit2');
    await page.keyboard.press('Enter');
    await expect(order(page)).toContainText('Held');
    for (const next of ['3', '1']) {
      await page.keyboard.press('F6');
      await expect(seatLines(page)).toHaveCount(0);
      await page.keyboard.type(next, { delay: 60 });
      await page.keyboard.press('Enter');
      await expect(order(page)).toContainText('Held');
    }
    await page.getByRole('region', { name: 'Parked orders' }).waitFor();
    return page;
  }),
  state('last-sales', async (stage) => {
    await oneSale(stage);
    return sales(stage);
  }),
  state('find-nothing', async (stage) => {
    const page = await sales(stage);
    await page.getByRole('searchbox', { name: /Code, name/ }).fill('Garbo');
    await page.getByText('Nothing found for').waitFor();
    return page;
  }),
  state('sale', (stage) => oneSale(stage)),
  state('cancel', async (stage) => {
    const page = await oneSale(stage);
    await page.getByRole('button', { name: 'Cancel the sale' }).click();
    await page.getByText('Comes back').waitFor();
    return page;
  }),
  state('cancelled', async (stage) => {
    const page = await oneSale(stage);
    await page.getByRole('button', { name: 'Cancel the sale' }).click();
    await page.getByRole('button', { name: /^Cancel and pay back|^Cancel without/ }).click();
    await page.getByText(/^Cancelled\./).waitFor();
    return page;
  }),
  state('offline', async (stage) => {
    const page = await held(stage, '2');
    await cutLine(stage, page);
    return page;
  }),
  state('offline-no-answer', async (stage) => {
    const page = await cash(stage);
    await cutLine(stage, page);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sell as promised' }).waitFor();
    return page;
  }),
  state('offline-sold', async (stage) => {
    const page = await cash(stage);
    await cutLine(stage, page);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sell as promised' }).click();
    await page.getByText('Sold as promised').first().waitFor();
    return page;
  }),
  state('catching-up', async (stage) => {
    const page = await held(stage, '2');
    await cutPage(stage, page);
    await seatOf(page, (await freeRun(page, 1))[0] ?? '').click();
    await isOffline(page);
    // The line is back, and the server takes its time over what it is told.
    await page.route(/\/push$/, () => {});
    await page.unroute(`${stage.house.url}/**`);
    await page.getByText('Catching up').first().waitFor();
    return page;
  }),
  state('needs-a-person', needsPerson),
  state('unknown-device', async (stage) => {
    const { page } = await stage.counter('Counter 4');
    await page.route(/\/pull$/, (route) => route.fulfill({ status: 401, json: { error: 'unknown-device' } }));
    await page.reload();
    await page.getByText('The server does not know this till').waitFor();
    return page;
  }),
  state('keys', async (stage) => {
    const page = await map(stage);
    await page.keyboard.press('F1');
    await page.getByRole('dialog').waitFor();
    return page;
  }),
  state('german', async (stage) => {
    const page = await held(stage, '2a1c', GREAT, 'Counter 6');
    await page.getByRole('button', { name: /Language/ }).click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await page.getByRole('navigation', { name: 'Vorstellungen' }).waitFor();
    return page;
  }),
];

/** Sold without the line on seats that another till sold meanwhile. */
async function needsPerson(stage: Stage): Promise<Page> {
  const page = await map(stage);
  const other = await map(stage, SMALL, 'Counter 2');
  const [seat = ''] = await freeRun(page, 1);
  await cutPage(stage, page);
  await seatOf(page, seat).click();
  await isOffline(page);
  await page.keyboard.press('F8');
  await page.waitForTimeout(350);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sell as promised' }).click();
  await page.getByText('Sold as promised').first().waitFor();
  await seatOf(other, seat).click();
  await expect(order(other)).toContainText('Held');
  await sellExact(other);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(page.getByText('Online', { exact: true }).first()).toBeVisible();
  await view(page, /^Last sales/)
    .first()
    .click();
  await page
    .getByRole('button', { name: /Needs a person/ })
    .first()
    .click();
  return page;
}
