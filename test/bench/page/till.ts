import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { z } from 'zod';
import { Identity } from '#shared/wire/bridge.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import { Program } from '#test/support/processes.ts';
import { leaveNothing } from '../leftovers.ts';
import type { House } from '../world/house.ts';
import type { Stage } from './stage.ts';

const Ready = z.object({ event: z.literal('ready'), url: z.url() });
const Enrolled = z.object({ event: z.literal('enrolled') });

function news<T>(schema: z.ZodType<T>): (line: string) => T | null {
  return (line) => {
    if (!line.startsWith('{')) return null;
    const read = schema.safeParse(JSON.parse(line));
    return read.success ? read.data : null;
  };
}

type Parts = {
  readonly url: string;
  readonly token: string;
  readonly deviceId: DeviceId;
  readonly agent: Program;
  readonly stage: Stage;
  readonly session: string;
};

/** A counter of a house: its loopback agent, and somebody signed in. Its windows come and go. */
export class Till {
  readonly url: string;
  readonly token: string;
  readonly deviceId: DeviceId;
  private readonly agent: Program;
  private readonly stage: Stage;
  private readonly session: string;

  private constructor(parts: Parts) {
    this.url = parts.url;
    this.token = parts.token;
    this.deviceId = parts.deviceId;
    this.agent = parts.agent;
    this.stage = parts.stage;
    this.session = parts.session;
  }

  static async open(stage: Stage, house: House, name: string): Promise<Till> {
    const folder = join(stage.run.folder, 'tills');
    const place = ['--device', name, '--data', folder, '--port', '0', '--pages', stage.pages];
    const invitation = ['--server', house.url, '--enrol', house.code(), '--name', name];
    const agent = new Program('electron/agent/main.ts', [...place, ...invitation]);
    leaveNothing(() => agent.child.kill('SIGKILL'));
    const { url } = await agent.line(news(Ready));
    await agent.line(news(Enrolled));
    const identity = await identityOf(url);
    if (!identity.enrolled) throw new Error(`${name} is not enrolled`);
    const { token, deviceId } = identity;
    const answer = await house.signIn(token);
    const endsAtMs = Date.now() + answer.expiresInSeconds * 1_000;
    const session = JSON.stringify({ staff: answer.staff, token: answer.staffToken, endsAtMs });
    const till = new Till({ url, token, deviceId, agent, stage, session });
    stage.closing.push(() => till.close());
    return till;
  }

  /** A browser profile that has never seen this till, with the clerk signed in and the probes in every page. */
  async profile(): Promise<BrowserContext> {
    const context = await this.stage.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const signedIn = `sessionStorage.setItem('foyer.session', ${JSON.stringify(this.session)});`;
    const origin = JSON.stringify(new URL(this.url).origin);
    await context.addInitScript({ content: `if (location.origin === ${origin}) ${signedIn}` });
    await context.addInitScript({ content: this.stage.probes });
    return context;
  }

  /** A window of a new profile, at the counter. */
  async window(): Promise<Page> {
    const context = await this.profile();
    const page = await context.newPage();
    await page.goto(this.url);
    return page;
  }

  private async close(): Promise<void> {
    await this.agent.stop();
  }
}

async function identityOf(url: string): Promise<Identity> {
  const response = await fetch(new URL('/bridge/identity', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-foyer-bridge': '1' },
    body: '{}',
  });
  return Identity.parse(await response.json());
}

/** The row of the show with this number in the list of today's. */
export const rowOf = (page: Page, number: number) =>
  page
    .getByRole('navigation', { name: 'Shows' })
    .getByRole('button', { name: new RegExp(`^Show ${number},`) });
