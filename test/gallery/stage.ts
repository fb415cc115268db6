import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { deviceDirectory } from '#electron/abilities/device-directory.ts';
import { behaviourSwitch, type TerminalBehaviour } from '#electron/abilities/terminal/behaviour.ts';
import { House, signIn, type Till } from '../stories/support/house.ts';
import { freePort } from '../support/processes.ts';
import { openAgent } from './agent.ts';
import { type Crowded, importCrowded } from './crowded.ts';
import { expect } from './expect.ts';

const WAIT_MS = 60_000;

/** The PIN of every kiosk of the gallery's house. */
export const KIOSK_PIN = '2468';

/** A house whose devices are opened as states ask for them, and brought back to their idle page for the next state. */
export class Stage {
  readonly house: House;
  /** Keys of the house's second cinema, the one with too much on. */
  readonly crowded: Crowded;
  private readonly browser: Browser;
  private readonly tills = new Map<string, Till>();
  private readonly loose: { close: () => Promise<unknown> }[] = [];

  private constructor(house: House, crowded: Crowded, browser: Browser) {
    this.house = house;
    this.crowded = crowded;
    this.browser = browser;
  }

  /** Opens the house on a copy of a seeded database. */
  static async open(browser: Browser, seed: string): Promise<Stage> {
    // Agents take it from the environment they are started in.
    process.env['FOYER_KIOSK_PIN'] = KIOSK_PIN;
    const folder = mkdtempSync(join(tmpdir(), 'foyer-gallery-'));
    try {
      const db = join(folder, 'server.sqlite');
      copyFileSync(seed, db);
      const crowded = importCrowded(db);
      const house = new House(browser, undefined);
      await house.open(db);
      return new Stage(house, crowded, browser);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A counter with a clerk at it and no order on it. */
  async counter(name = 'Counter 1', role = 'clerk'): Promise<Till> {
    const till = await this.till('counter', name);
    await this.idle(till);
    await this.signIn(till.page, role);
    await release(till.page);
    return till;
  }

  /** A kiosk that nobody stands at. */
  async lobby(name = 'Lobby 1'): Promise<Till> {
    const till = await this.till('lobby', name);
    await this.idle(till);
    await till.page.getByRole('heading', { name: 'On soon' }).waitFor();
    return till;
  }

  /** The manager's page of the present business day. */
  async manager(name = 'Office', role = 'manager'): Promise<Till> {
    const till = await this.till('manager', name);
    await this.idle(till);
    const sign = till.page.getByRole('button', { name: new RegExp(role, 'i') }).first();
    const inside = till.page.getByRole('button', { name: /Sign out|Sign in as somebody else/ });
    await sign.or(inside).first().waitFor();
    if (await sign.isVisible()) {
      await sign.click();
      await till.page.keyboard.type(this.pin(role), { delay: 30 });
      await till.page.keyboard.press('Enter');
      await inside.waitFor();
    }
    return till;
  }

  /** A device on its idle page, whoever is or is not signed in. */
  async till(kind: string, name: string, code?: string): Promise<Till> {
    // An earlier state may have cut the line.
    this.house.speakServer();
    const there = this.tills.get(name);
    there?.line.mend();
    if (there !== undefined) return there;
    const till = await this.house.till(kind, name, code);
    till.page.setDefaultTimeout(WAIT_MS);
    this.tills.set(name, till);
    return till;
  }

  /** A device that belongs to no cinema: its page, with an agent behind it. */
  async stranger(name: string): Promise<Page> {
    const agent = await openAgent({ folder: this.house.folder, name, port: await freePort() });
    this.loose.push(agent);
    return this.page(agent.url);
  }

  /** A page of its own, closed with the stage. */
  async page(url: string, prepare: (context: BrowserContext) => Promise<unknown> = nothing): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    this.loose.push(context);
    await prepare(context);
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(url);
    return page;
  }

  /** What the simulated card terminal of a device does with the next card. */
  async terminal(name: string, next: TerminalBehaviour['next']): Promise<void> {
    const folder = deviceDirectory(join(this.house.folder, 'tills'), deviceOf(name));
    await behaviourSwitch(join(folder, 'terminal')).write({ next });
  }

  pin(role: string): string {
    return this.house.pins[role] ?? '';
  }

  /** Somebody of a role at a counter, who may be signed in already. */
  async signIn(page: Page, role = 'clerk', pin = this.pin(role)): Promise<void> {
    const name = page.getByRole('button', { name: new RegExp(role, 'i') }).first();
    const shows = page.getByRole('navigation', { name: 'Shows' });
    await name.or(shows).first().waitFor();
    if (!(await shows.isVisible())) await signIn(page, pin, role);
  }

  async close(): Promise<void> {
    this.house.speakServer();
    for (const one of this.loose.reverse()) await one.close();
    await this.house.close();
  }

  /** The page loaded anew, at the size states are reached at, with the line as it should be. */
  private async idle({ page }: Till): Promise<void> {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.reload();
  }
}

/** The folder a device's name is kept under. */
const deviceOf = (name: string): string => name.toLowerCase().replace(/\s+/g, '-');

/** Gives up what an earlier state left on the till, once the page has looked for it. */
async function release(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Show \d+,/ })
    .first()
    .waitFor();
  await expect(page.getByRole('region', { name: 'Order', exact: true }).first()).toHaveAttribute(
    'aria-busy',
    'false',
  );
  // Another stands beside the question of age.
  const button = page.getByRole('button', { name: 'Release', exact: true }).first();
  if (!(await button.isVisible())) return;
  await button.click();
  const sure = page.getByRole('alert').getByRole('button', { name: /^Release/ });
  if (await sure.isVisible()) await sure.click();
  await expect(page.getByText('No seats yet')).toBeVisible({ timeout: WAIT_MS });
}

const nothing = async (): Promise<void> => {};
