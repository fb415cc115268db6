import type { State } from '../state.ts';

/** Pages of the simulated devices: they follow the system's theme. */
export const HOST: readonly State[] = [
  {
    face: 'host',
    name: 'printer',
    reach: async (stage) => (await stage.till('counter', 'Counter 1')).paper(),
  },
  {
    face: 'host',
    name: 'terminal',
    reach: async (stage) => {
      const { url, context } = await stage.till('lobby', 'Lobby 1');
      const page = await context.newPage();
      await page.goto(`${url}terminal`);
      return page;
    },
  },
];
