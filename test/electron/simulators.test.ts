import { expect, test } from 'vitest';
import { openTerminal } from '#electron/abilities/terminal/open.ts';
import { temporaryFolder } from '#electron/abilities/testing.ts';
import { Currency, Money, PaymentId } from '#shared/wire/scalars.ts';
import { serveSimulators } from './simulators.ts';

test('[SHL11] what a till in another process charges and prints is seen in its folder, and switches are obeyed', async () => {
  using folder = temporaryFolder();
  // Stands for the desktop application: it has had its simulators open all along.
  const terminal = openTerminal({
    folder: folder.path,
    choice: { kind: 'simulated', protocol: 'zvt' },
    now: Date.now,
    journal: async () => undefined,
  });
  const site = await serveSimulators(folder.path, 'desktop');
  const post = (path: string, body: object): Promise<Response> =>
    fetch(new URL(path, site.url), { method: 'POST', body: JSON.stringify(body) });
  const state = async (): Promise<string> => (await fetch(new URL('terminal/state', site.url))).text();
  const pay = (id: string) =>
    terminal.port.begin({
      paymentId: PaymentId.parse(id),
      amount: Money.parse(1_250),
      currency: Currency.parse('GBP'),
    });
  try {
    expect(await (await fetch(new URL('printer', site.url))).text()).toContain('Nothing printed yet');
    expect((await post('terminal/behaviour', { next: 'decline' })).status).toBe(200);
    expect(await pay('p1')).toMatchObject({ result: 'declined' });
    expect((await post('terminal/behaviour', { next: 'approve' })).status).toBe(200);
    expect(await state()).not.toContain('"approved"');
    expect(await pay('p2')).toMatchObject({ result: 'approved' });
    expect(JSON.parse(await state())).toMatchObject({
      payments: [{ status: 'approved', amount: 1_250 }, { status: 'declined' }],
    });
    expect((await post('elsewhere', {})).status).toBe(404);
  } finally {
    await site.close();
    await terminal.close();
  }
});
