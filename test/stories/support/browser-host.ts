import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { z } from 'zod';
import { freePort, Program } from '../../support/processes.ts';
import type { Host } from './till.ts';

/** Built pages other than those in `out/`, for trying a build of one's own. */
const PAGES = process.env['FOYER_PAGES'];

const Ready = z.object({ event: z.literal('ready'), url: z.url() });
const Enrolled = z.object({ event: z.literal('enrolled') });

export type Enrolment = {
  /** Holds the data of every till of the house. */
  readonly data: string;
  readonly device: string;
  /** `counter`, `lobby`, `manager`. */
  readonly kind: string;
  readonly name: string;
  readonly code: string;
  readonly serverUrl: string;
  readonly clockAheadMs: number;
};

/** A till in a browser: its loopback agent, and a context of its own. */
export async function browserHost(
  enrolment: Enrolment,
  newContext: () => Promise<BrowserContext>,
): Promise<Host> {
  const { data, device, kind, name, code, serverUrl, clockAheadMs } = enrolment;
  // As `npm start` opens them: counters with a terminal that speaks ZVT, kiosks with one that speaks nexo.
  const env = { FOYER_TERMINAL: kind === 'lobby' ? 'simulated:nexo' : 'simulated:zvt' };
  const port = String(await freePort());
  const pages = PAGES === undefined ? [] : ['--pages', PAGES];
  const start = (invitation: readonly string[]): Program => {
    const place = ['--device', device, '--data', data, '--port', port, '--server', serverUrl];
    return new Program('electron/agent/main.ts', [...place, ...invitation, ...pages], { clockAheadMs, env });
  };
  let agent = start(['--enrol', code, '--name', name]);
  const { url } = await agent.line((line) => parsed(line, Ready));
  await agent.line((line) => parsed(line, Enrolled));
  let context = await newContext();
  return {
    url,
    open: async () => {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    end: async (page, how) => {
      if (how === 'crashed') {
        const crashed = page.waitForEvent('crash');
        await page.goto('chrome://crash').catch(() => undefined);
        await crashed;
      }
      await page.close();
      if (how !== 'lost with all it had stored') return;
      await context.close();
      context = await newContext();
    },
    restart: async (page) => {
      await agent.stop('SIGKILL');
      agent = start([]);
      await agent.line((line) => parsed(line, Ready));
      await page.reload();
      return page;
    },
    look: () => context.newPage(),
    close: async () => {
      await context.close();
      await agent.stop();
    },
  };
}

/** The folder a till of this name keeps its data in. */
export const deviceOf = (name: string): string => name.toLowerCase().replace(/\s+/g, '-');

export const dataOf = (houseFolder: string): string => join(houseFolder, 'tills');

function parsed<T>(line: string, schema: z.ZodType<T>): T | null {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
