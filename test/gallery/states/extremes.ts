import type { Page } from '@playwright/test';
import { chooseDay, openShow, order } from '../../stories/support/steps.ts';
import { CROWDED_DAY } from '../crowded.ts';
import { expect } from '../expect.ts';
import type { Stage } from '../stage.ts';
import type { Face, State } from '../state.ts';

/** Days of four hundred shows and of none, titles of a hundred letters and of one. */
const state = (face: Face, name: string, reach: State['reach']): State => ({
  face,
  name,
  reach,
  ...(face === 'lobby' && { themes: ['ink'] }),
});

async function crowdedCounter(stage: Stage): Promise<Page> {
  const { page } = await stage.till('counter', 'Crowded Counter', stage.crowded.counter);
  await page.reload();
  await stage.signIn(page, 'clerk', stage.crowded.pin);
  await chooseDay(page, CROWDED_DAY);
  await page
    .getByRole('button', { name: /^Show \d+,/ })
    .first()
    .waitFor();
  return page;
}

async function crowdedLobby(stage: Stage): Promise<Page> {
  const { page } = await stage.till('lobby', 'Crowded Lobby', stage.crowded.lobby);
  await page.reload();
  await page.getByRole('heading', { name: 'On soon' }).waitFor();
  return page;
}

/** A page whose server has planned no shows. */
async function withoutShows(stage: Stage, url: string): Promise<Page> {
  return stage.page(url, (context) =>
    context.route(/\/shows\/\d+\/pull/, async (route) => {
      const answer = await route.fetch();
      const body: unknown = await answer.json();
      await route.fulfill({ response: answer, json: { ...Object(body), documents: [] } });
    }),
  );
}

export const EXTREMES: readonly State[] = [
  state('counter', 'crowded-day', crowdedCounter),
  state('counter', 'crowded-held', async (stage) => {
    const page = await crowdedCounter(stage);
    await openShow(page, '1 Grand Auditorium.*', CROWDED_DAY);
    await page.keyboard.press('Digit3');
    await page.keyboard.press('Enter');
    await expect(order(page)).toContainText('Held');
    return page;
  }),
  state('lobby', 'crowded-attract', crowdedLobby),
  state('lobby', 'crowded-film', async (stage) => {
    const page = await crowdedLobby(stage);
    await page.getByRole('button', { name: 'Buy tickets' }).click();
    await page.getByRole('heading', { name: 'Which film?' }).waitFor();
    return page;
  }),
  state('lobby', 'crowded-time', async (stage) => {
    const page = await crowdedLobby(stage);
    await page.getByRole('button', { name: 'Buy tickets' }).click();
    await page.getByRole('main').getByRole('listitem').getByRole('button').first().click();
    await page.getByRole('heading', { name: 'At what time?' }).waitFor();
    return page;
  }),
  state('counter', 'nothing-planned', async (stage) => {
    const { url, page: first } = await stage.till('counter', 'Counter 9');
    await first.close();
    const page = await withoutShows(stage, url);
    await stage.signIn(page);
    await page.getByText('No shows on this day').waitFor();
    return page;
  }),
  state('lobby', 'nothing-planned', async (stage) => {
    const { url, page: first } = await stage.till('lobby', 'Lobby 9');
    await first.close();
    const page = await withoutShows(stage, url);
    await page.getByText('No more shows on sale').waitFor();
    return page;
  }),
];
