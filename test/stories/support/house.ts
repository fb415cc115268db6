import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, type Page } from '@playwright/test';
import { DESKTOP_PROJECT } from '../../electron/available.ts';
import { shiftClock } from '../../support/clock-shift.ts';
import { freePort, type Listening, type Program, startServer } from '../../support/processes.ts';
import { browserHost, dataOf, deviceOf, type Enrolment } from './browser-host.ts';
import { desktopHost } from './desktop-host.ts';
import { Line } from './line.ts';
import { type Host, Till } from './till.ts';

export type { Till } from './till.ts';

export type TillOptions = {
  /** Its page is touched by fingers, where it runs in a browser; the desktop's has a pointer. */
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
  /** Its tills open in the desktop application instead of a browser. */
  private readonly isDesktop: boolean;
  private clockAheadMs = 0;

  constructor(browser: Browser, holdSeconds: number | undefined, isDesktop = false) {
    this.browser = browser;
    this.holdSeconds = holdSeconds;
    this.isDesktop = isDesktop;
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
    const line = await Line.lay(this.port);
    const host = await this.host(
      {
        data: dataOf(this.folder),
        device: deviceOf(name),
        kind,
        name,
        code,
        serverUrl: line.url,
        clockAheadMs: this.clockAheadMs,
      },
      options,
    );
    const till = new Till(host, await host.open(), line);
    this.tills.push(till);
    return till;
  }

  private host(enrolment: Enrolment, { touch = false }: TillOptions): Promise<Host> {
    if (this.isDesktop) return desktopHost(enrolment, this.browser);
    return browserHost(enrolment, async () => {
      const context = await this.browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        hasTouch: touch,
      });
      if (enrolment.clockAheadMs !== 0) await context.addInitScript(shiftClock, enrolment.clockAheadMs);
      return context;
    });
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
  house: async ({ browser, holdSeconds }, use, { project }) => {
    const seed = process.env['FOYER_STORY_SEED'];
    if (seed === undefined)
      throw new Error('the demo database was not seeded; see test/stories/support/seed.ts');
    const house = new House(browser, holdSeconds, project.name === DESKTOP_PROJECT);
    await house.open(seed);
    await use(house);
    await house.close();
  },
});
export { expect } from '@playwright/test';
