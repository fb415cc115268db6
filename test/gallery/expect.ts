import { expect as base } from '@playwright/test';

/** Outside a test runner nothing else says how long to wait: as long as the stories do. */
export const expect = base.configure({ timeout: 30_000 });
