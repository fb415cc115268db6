import { expect, test } from 'vitest';
import type { JournalAppend } from '#shared/wire/bridge.ts';
import { temporaryFolder } from '../testing.ts';
import { chosenTerminal } from './choose.ts';
import { openTerminal } from './open.ts';
import { about, payment } from './testing.ts';

test.each([
  [undefined, { kind: 'simulated', protocol: 'zvt' }],
  ['simulated:nexo', { kind: 'simulated', protocol: 'nexo' }],
  ['zvt://192.168.1.60', { kind: 'zvt', host: '192.168.1.60', port: 20_007, password: 0 }],
  ['zvt://:123456@card.local:5577', { kind: 'zvt', host: 'card.local', port: 5_577, password: 123_456 }],
  [
    'nexos://192.168.1.61:8443/P400-123456789?sale=Till-1',
    { kind: 'nexo', url: 'https://192.168.1.61:8443/nexo', poiId: 'P400-123456789', saleId: 'Till-1' },
  ],
])('[TRM17] %s chooses its terminal', (text, choice) => {
  expect(chosenTerminal(text)).toEqual(choice);
});

test.each(['zvt://', 'http://192.168.1.60', 'nexo://192.168.1.61', 'zvt://:12@host', 'COM1'])(
  '[TRM17] %s names none, and is refused in words',
  (text) => {
    expect(() => chosenTerminal(text)).toThrow(/names no card terminal/);
  },
);

test('[TRM17] a password in a wrong setting is not repeated', () => {
  expect(() => chosenTerminal('zvt://:98765@host')).toThrow(/^(?!.*98765)/);
});

test.each(['zvt', 'nexo'] as const)(
  '[TRM10] money that moved over %s stands in the device’s journal before the terminal is told so',
  async (protocol) => {
    using folder = temporaryFolder();
    const journal: JournalAppend[] = [];
    const options = {
      folder: folder.path,
      choice: { kind: 'simulated', protocol },
      now: () => 1_700_000_000_000,
      journal: async (entry: JournalAppend) => void journal.push(entry),
    } as const;
    const terminal = openTerminal(options);
    expect(await terminal.port.begin(payment('p1'))).toMatchObject({ result: 'approved' });
    expect(journal).toMatchObject([{ event: { kind: 'technical', event: 'terminal-captured' } }]);
    expect(JSON.stringify(journal)).toContain('p1');
    expect(await terminal.simulator?.payments()).toMatchObject([{ status: 'approved', amount: 1_500 }]);
    await terminal.close();
    const again = openTerminal(options);
    expect(await again.port.inquire(about('p1'))).toMatchObject({ result: 'approved' });
    await again.port.reverse(about('p1'));
    await again.close();
    expect(journal.map(({ event }) => (event.kind === 'technical' ? event.event : ''))).toEqual([
      'terminal-captured',
      'terminal-reversing',
      'terminal-reversed',
    ]);
  },
);
