import type { Page } from '@playwright/test';
import { SIZES, type Size, type State, THEMES, type Theme, viewportOf } from './state.ts';

/** Lets the page come to rest: layout done, letters there, nothing moving. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  });
}

/** Dresses the page as it stands, without leading it anywhere. */
export async function dress(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme === 'ink' ? 'dark' : 'light' });
  await page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);
  await settle(page);
}

export async function resize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(viewportOf(size));
  await settle(page);
}

export const themesOf = (state: State): readonly Theme[] => state.themes ?? THEMES;
export const sizesOf = (state: State): readonly Size[] => state.sizes ?? SIZES;
