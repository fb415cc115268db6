import { Health, PushAnswer } from '#shared/wire/messages.ts';
import { freeRun, openShow, order, seatOf } from '../../stories/support/steps.ts';
import { expect } from '../expect.ts';
import type { State } from '../state.ts';
import { cash, cutLine, GREAT, held, heldBack, isOffline, map, SMALL, state } from './counter-steps.ts';

/** What goes wrong at a counter. */
export const COUNTER_TROUBLE: readonly State[] = [
  state('hold-nearly-over', async (stage) => {
    const till = await stage.till('counter', 'Counter 5');
    const page = await stage.page('about:blank', (context) => context.clock.install());
    await till.page.close();
    await page.goto(till.url);
    await stage.signIn(page);
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
    // In front, where no till is entrusted with seats: what a till began to sell of its own is not lost.
    const [one, two] = [await map(stage, GREAT), await map(stage, GREAT, 'Counter 2')];
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
    // Seats that are entrusted to this till are sold at once; others only as promised.
    const promise = page.getByRole('button', { name: 'Sell as promised' });
    const sold = page.getByText('Tickets printed').first();
    await promise.or(sold).first().waitFor();
    if (await promise.isVisible()) await promise.click();
    await sold.waitFor();
    return page;
  }),
  state('catching-up', async (stage) => {
    const { page, line } = await stage.counter();
    await openShow(page, SMALL);
    line.cut();
    await isOffline(page);
    await seatOf(page, (await freeRun(page, 1, /^Row .*Regular, (available|not certain)/))[0] ?? '').click();
    await expect(page.getByRole('button', { name: /this order/ })).not.toHaveCount(0);
    // The line is back, and the server takes its time over what it is told.
    await page.route(/\/push$/, () => {});
    line.mend();
    await page.getByText('Catching up').first().waitFor();
    return page;
  }),
  state('write-refused', async (stage) => {
    const page = await map(stage, SMALL, 'Counter 11');
    await page.route(/\/bookings\/\d+\/push$/, async (route) => {
      const answer = await route.fetch();
      const refused = { code: 'retired-device', message: 'what it reports is kept for a person' };
      const documents = PushAnswer.parse(await answer.json());
      await route.fulfill({
        response: answer,
        json: documents.map((document) => ({ ...document, _refused: refused })),
      });
    });
    await seatOf(page, (await freeRun(page, 1))[0] ?? '').click();
    await page.getByRole('button', { name: 'Seen' }).waitFor();
    return page;
  }),
  state('unknown-device', async (stage) => {
    const { page } = await stage.counter('Counter 4');
    await page.route(/\/pull$/, (route) => route.fulfill({ status: 401, json: { error: 'unknown-device' } }));
    await page.reload();
    await page.getByText('The server does not know this till').waitFor();
    return page;
  }),
];
