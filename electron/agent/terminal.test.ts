import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAbilities } from '../abilities/abilities.ts';
import { fakeServer, temporaryFolder } from '../abilities/testing.ts';
import { startAgent } from './agent.ts';

const HEADERS = { 'x-foyer-bridge': '1', 'content-type': 'application/json' };

test('[TRM7] the agent carries the terminal’s verbs, and its page shows it and chooses what it does next', async () => {
  using folder = temporaryFolder();
  const pages = join(folder.path, 'pages');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<html><head></head><body>kiosk</body></html>');
  const server = fakeServer();
  const abilities = await openAbilities({
    folder: join(folder.path, 'lobby-1'),
    serverUrl: 'http://server',
    now: Date.now,
    fetch: server.fetch,
  });
  const agent = await startAgent({ abilities, pages, device: 'lobby-1', port: 0, log: () => undefined });
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (
      await fetch(`${agent.url}${path}`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) })
    ).json();
  try {
    const paymentId = 'b1.p1';
    expect(await post('terminal/behaviour', { next: 'decline' })).toEqual({ next: 'decline' });
    expect(await post('bridge/terminalBegin', { paymentId, amount: 1_500, currency: 'EUR' })).toMatchObject({
      result: 'declined',
    });
    expect(await post('bridge/terminalInquire', { paymentId })).toMatchObject({ result: 'declined' });
    expect(await post('bridge/terminalReverse', { paymentId })).toEqual({ result: 'none' });
    expect(await post('bridge/terminalAbort', { paymentId })).toEqual({ result: 'too-late' });
    expect(await post('bridge/leaveKiosk', { pin: '1234' })).toEqual({ result: 'not-set' });
    expect(await post('terminal/behaviour', { next: 'explode' })).toMatchObject({
      error: { code: 'malformed' },
    });
    const page = await (await fetch(`${agent.url}terminal`)).text();
    expect(page).toContain('Card terminal of lobby-1');
    expect(page).toMatch(/value="decline" checked/);
    const state: unknown = await (await fetch(`${agent.url}terminal/state`)).json();
    expect(state).toMatchObject({ next: 'decline', payments: [{ amount: 1_500, status: 'declined' }] });
  } finally {
    await agent.close();
    await abilities.close();
  }
});
