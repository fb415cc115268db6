import type { BrowserContext, Page } from '@playwright/test';
import type { Line } from './line.ts';

/** How a till's page came to an end. */
export type Ending = 'closed' | 'crashed' | 'lost with all it had stored';

/** What a till's page runs in: a browser on the loopback agent, or the desktop application. */
export type Host = {
  /** Where its simulated printer and card terminal answer. */
  readonly url: string;
  /** Opens the page. */
  open(): Promise<Page>;
  end(page: Page, how: Ending): Promise<void>;
  /** The host loses its power and comes back; gives the page it shows then. */
  restart(page: Page): Promise<Page>;
  close(): Promise<void>;
  /** A page of a browser for whatever else is to be looked at. */
  look(): Promise<Page>;
};

/** A till in the house, with one page. */
export class Till {
  page: Page;
  /** Between this till and the server. */
  readonly line: Line;
  private readonly host: Host;

  constructor(host: Host, page: Page, line: Line) {
    this.line = line;
    this.host = host;
    this.page = page;
  }

  get url(): string {
    return this.host.url;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** The page as it stands after it has ended and was opened again. */
  async reopen(after: Ending = 'closed'): Promise<Page> {
    await this.host.end(this.page, after);
    this.page = await this.host.open();
    return this.page;
  }

  /** The host loses its power and comes back; the window shows the page again. */
  async restartHost(): Promise<void> {
    this.page = await this.host.restart(this.page);
  }

  /** Looks at what came out of the simulated printer. */
  async paper(): Promise<Page> {
    const page = await this.host.look();
    await page.goto(`${this.url}printer`);
    return page;
  }

  async close(): Promise<void> {
    await this.host.close();
    await this.line.close();
  }
}
