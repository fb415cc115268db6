import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type Desktop, launchDesktop } from '../../electron/launch.ts';
import { serveSimulators } from '../../electron/simulators.ts';
import type { Enrolment } from './browser-host.ts';
import type { Host } from './till.ts';

/**
 * A till in the desktop application. It opens no second window, so the paper and the card terminal, which lie in the
 * till's folder, are looked at in a browser. Its clock is that of this computer, whatever the house's says.
 */
export async function desktopHost(enrolment: Enrolment, browser: Browser): Promise<Host> {
  const { data, device, name, code, serverUrl } = enrolment;
  const folder = join(data, device);
  const simulators = await serveSimulators(folder, device);
  const looked: Page[] = [];
  let app: Desktop | null = null;
  const open = async (): Promise<Page> => {
    app = await launchDesktop({ data, serverUrl, device, enrol: { code, name } });
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    return app.page;
  };
  return {
    url: simulators.url,
    open,
    restart: async () => {
      await app?.kill();
      return open();
    },
    end: async (_page, how) => {
      await (how === 'closed' ? app?.close() : app?.kill());
      if (how === 'lost with all it had stored')
        rmSync(join(folder, 'electron'), { recursive: true, force: true });
    },
    look: async () => {
      const page = await browser.newPage();
      looked.push(page);
      return page;
    },
    close: async () => {
      await app?.close();
      for (const page of looked) await page.close();
      await simulators.close();
    },
  };
}
