import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';
import { z } from 'zod';
import { shiftClock } from '../../support/clock-shift.ts';
import { freePort, type Listening, Program, startServer } from '../../support/processes.ts';

/** Built pages other than those in `out/`, for trying a build of one's own. */
const PAGES = process.env['FOYER_PAGES'];

const Ready = z.object({ event: z.literal('ready'), url: z.url() });
const Enrolled = z.object({ event: z.literal('enrolled') });

/** A till in the house: its agent and one browser page on it. */
export class Till {
  readonly url: string;
  context: BrowserContext;
  page: Page;
  private readonly agent: Program;
  private readonly newContext: () => Promise<BrowserContext>;

  constructor(parts: {
    url: string;
    page: Page;
    context: BrowserContext;
    agent: Program;
    newContext: () => Promise<BrowserContext>;
  }) {
    this.newContext = parts.newContext;
    this.url = parts.url;
    this.page = parts.page;
    this.context = parts.context;
    this.agent = parts.agent;
  }

  /** The page as it stands after its window was closed, or its program crashed, or its browser was lost, and opened again. */
  async reopen(after: 'closed' | 'crashed' | 'lost with all it had stored' = 'closed'): Promise<Page> {
    if (after === 'crashed') {
      const crashed = this.page.waitForEvent('crash');
      await this.page.goto('chrome://crash').catch(() => undefined);
      await crashed;
    }
    await this.page.close();
    if (after === 'lost with all it had stored') {
      await this.context.close();
      this.context = await this.newContext();
    }
    this.page = await this.context.newPage();
    await this.page.goto(this.url);
    return this.page;
  }

  /** Looks at what came out of the simulated printer. */
  async paper(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`${this.url}printer`);
    return page;
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.agent.stop();
  }
}

export type TillOptions = {
  /** Its page is touched by fingers. */
  readonly touch?: boolean;
};

/** A cinema of one story: its own server on its own copy of the demo database, and tills that come as they are asked for. */
export class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'foyer-story-'));
  private readonly tills: Till[] = [];
  private readonly used = new Map<string, number>();
  private server: (Listening & { program: Program }) | null = null;
  private port = 0;
  private readonly browser: Browser;
  private readonly holdSeconds: number | undefined;

  private clockAheadMs = 0;

  constructor(browser: Browser, holdSeconds: number | undefined) {
    this.browser = browser;
    this.holdSeconds = holdSeconds;
  }

  /** The time in the house, in milliseconds since 1970. */
  nowMs(): number {
    return Date.now() + this.clockAheadMs;
  }

  get db(): string {
    return join(this.folder, 'server.sqlite');
  }

  get url(): string {
    return this.listening.url;
  }

  get pins(): Readonly<Record<string, string>> {
    return this.listening.pins;
  }

  private get listening(): Listening & { program: Program } {
    if (this.server === null) throw new Error('the server is not running');
    return this.server;
  }

  /**
   * It becomes another time of day: the server is stopped and starts on a computer whose clock says so; tills opened
   * from now on have the same time. Those that are open keep their own, as computers do, and go by the server's.
   */
  async setClock(nowMs: number): Promise<void> {
    await this.listening.program.stop();
    this.server = null;
    this.clockAheadMs = nowMs - Date.now();
    await this.startServer();
  }

  async open(seed: string): Promise<void> {
    copyFileSync(seed, this.db);
    this.port = await freePort();
    await this.startServer();
  }

  async startServer(): Promise<void> {
    const hold = this.holdSeconds === undefined ? {} : { holdSeconds: this.holdSeconds };
    this.server = await startServer({
      db: this.db,
      port: this.port,
      clockAheadMs: this.clockAheadMs,
      ...hold,
    });
    this.used.clear();
  }

  /** `kill -9`, as power loss would. */
  async killServer(): Promise<void> {
    await this.listening.program.stop('SIGKILL');
    this.server = null;
  }

  /** The server says nothing any more, and is still there: a line that is cut. `speakServer` mends it. */
  silenceServer(): void {
    this.listening.program.child.kill('SIGSTOP');
  }

  speakServer(): void {
    this.listening.program.child.kill('SIGCONT');
  }

  code(kind: string): string {
    const n = this.used.get(kind) ?? 0;
    this.used.set(kind, n + 1);
    const code = this.listening.codes[kind]?.[n];
    if (code === undefined) throw new Error(`no enrolment code left for a ${kind}`);
    return code;
  }

  /** Opens a till of a kind (`counter`, `lobby`, `manager`) with a page of its own. */
  async till(kind: string, name: string, code = this.code(kind), options: TillOptions = {}): Promise<Till> {
    const { touch = false } = options;
    const device = name.toLowerCase().replace(/\s+/g, '-');
    const agent = new Program(
      'electron/agent/main.ts',
      [
        '--device',
        device,
        '--data',
        join(this.folder, 'tills'),
        '--port',
        String(await freePort()),
        '--server',
        this.listening.url,
        '--enrol',
        code,
        '--name',
        name,
        ...(PAGES === undefined ? [] : ['--pages', PAGES]),
      ],
      { clockAheadMs: this.clockAheadMs },
    );
    const { url } = await agent.line((line) => parsed(line, Ready));
    await agent.line((line) => parsed(line, Enrolled));
    const newContext = async (): Promise<BrowserContext> => {
      const context = await this.browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        hasTouch: touch,
      });
      if (this.clockAheadMs !== 0) await context.addInitScript(shiftClock, this.clockAheadMs);
      return context;
    };
    const context = await newContext();
    const page = await context.newPage();
    await page.goto(url);
    const till = new Till({ url, page, context, agent, newContext });
    this.tills.push(till);
    return till;
  }

  /** A counter with a clerk signed in, its shows on the page. */
  async counter(name: string, role = 'clerk'): Promise<Till> {
    const till = await this.till('counter', name);
    await signIn(till.page, this.pins[role] ?? '', role);
    return till;
  }

  async close(): Promise<void> {
    for (const till of this.tills) await till.close();
    await this.server?.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function parsed<T>(line: string, schema: z.ZodType<T>): T | null {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** Picks the first person of a role and types the PIN. */
export async function signIn(page: Page, pin: string, role = 'clerk'): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(role, 'i') })
    .first()
    .click();
  await page.keyboard.type(pin, { delay: 60 });
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Shows' }).waitFor();
}

export const test = base.extend<{ holdSeconds: number | undefined; house: House }>({
  holdSeconds: [undefined, { option: true }],
  house: async ({ browser, holdSeconds }, use) => {
    const seed = process.env['FOYER_STORY_SEED'];
    if (seed === undefined)
      throw new Error('the demo database was not seeded; see test/stories/support/seed.ts');
    const house = new House(browser, holdSeconds);
    await house.open(seed);
    await use(house);
    await house.close();
  },
});
export { expect } from '@playwright/test';
