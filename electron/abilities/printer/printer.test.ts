import { createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeTicketQr } from '#shared/domain/ticket-qr.ts';
import type { PrintedTicket } from '#shared/wire/bridge.ts';
import { wordsOf } from '../simulator/paper.ts';
import { openPrinterSimulator } from '../simulator/simulator.ts';
import { readPaper as read } from '../simulator/testing.ts';
import { CLAIM, job, temporaryFolder, ticket } from '../testing.ts';
import { chosenPrinter } from './choose.ts';
import { PLAIN_SETUP, wrap } from './layout.ts';
import { openPrinter } from './printer.ts';
import { tcpPrinter } from './tcp.ts';
import { ticketPaper } from './ticket-paper.ts';

test('[PRN1] a ticket on paper says film, time, place, price and why, with the code the door reads', () => {
  const qr = encodeTicketQr(CLAIM, new Uint8Array(64).fill(7));
  const { lines, cuts } = read(ticketPaper(ticket({ qr })));
  const words = wordsOf(lines).join('\n');
  for (const said of [
    'Lichtspielhaus am Markt',
    'Die unendliche Straße',
    'nach Łódź',
    'Mon 23 Nov 2026',
    '20:15',
  ]) {
    expect(words).toContain(said);
  }
  for (const said of [
    'Screen 3',
    'Row F Seat 12',
    'Adult, premium',
    '15.00 €',
    'Weekend +25 %',
    'C1-7K2Q9',
  ]) {
    expect(words).toContain(said);
  }
  expect(lines.filter((line) => line.kind === 'qr')).toMatchObject([{ text: qr, align: 'center' }]);
  expect(cuts).toBe(1);
  const film = lines.find(
    (line) => line.kind === 'text' && line.runs.some((run) => run.text.includes('unendliche')),
  );
  expect(film).toMatchObject({ runs: [{ look: { bold: true, width: 2, height: 2 } }] });
});

test('[PRN1] a warning stands above everything else, in capitals, white on black', () => {
  const { lines } = read(ticketPaper(ticket({ warning: 'Promised seat', revision: 2 })));
  const warning = lines.findIndex((line) => line.kind === 'text' && line.runs.some((run) => run.look.invert));
  expect(wordsOf([lines[warning] ?? lines[0]].filter((line) => line !== undefined)).join('')).toContain(
    'PROMISED SEAT',
  );
  expect(warning).toBeLessThan(lines.findIndex((line) => wordsOf([line]).join('').includes('unendliche')));
  expect(wordsOf(lines).join('\n')).toContain('7K2Q9XTM4P-2');
});

test('[PRN1] nothing in a ticket can command the printer', () => {
  const plain = read(ticketPaper(ticket()));
  const nasty = fc.string({ unit: 'binary', maxLength: 40 });
  const fields = ['movie', 'cinema', 'explanation', 'code', 'warning', 'seatType'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...fields), nasty, (field, text) => {
      const change: Partial<PrintedTicket> = { [field]: `${text}\u001bp\0\u0019\u001dV\0` };
      const { cuts, drawers, asked, lines } = read(ticketPaper(ticket(change)));
      expect({ cuts, drawers, asked }).toEqual({ cuts: 1, drawers: 0, asked: 0 });
      expect(lines.filter((line) => line.kind === 'qr')).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
  expect(plain.cuts).toBe(1);
});

test('[PRN1] lines are broken at blanks and never wider than the paper', () => {
  expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  expect(wrap('Donaudampfschifffahrt', 10)).toEqual(['Donaudampf', 'schifffahr', 't']);
  expect(wrap('  ', 10)).toEqual([]);
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(wrap(text, 21).every((line) => line.length > 0 && line.length <= 21)).toBe(true);
    }),
  );
});

test('[PRN2] a job is printed when every piece was confirmed, and the papers show it', async () => {
  using folder = temporaryFolder();
  const simulator = openPrinterSimulator(folder.path, Date.now);
  const printer = openPrinter(simulator.port);
  expect(await printer.print(job(ticket(), ticket({ seat: 'Seat 13' })))).toEqual({ result: 'printed' });
  const papers = await simulator.papers.list();
  expect(papers.map((paper) => [paper.id, paper.end])).toEqual([
    [2, 'partial'],
    [1, 'partial'],
  ]);
  expect(wordsOf(papers[0]?.lines ?? []).join('\n')).toContain('Seat 13');
});

test.each([
  [{ offline: true }, 'failed', /cannot be reached/, 0],
  [{ paperOut: true }, 'failed', /out of paper/, 0],
  [{ silent: true }, 'unknown', /did not confirm/, 1],
  [{ cutOffAfterBytes: 300 }, 'unknown', /hung up/, 1],
  [{ cutOffAfterBytes: 3 }, 'failed', /before anything was printed/, 0],
] as const)('[PRN2] a printer with %o leaves a ticket %s', async (fault, result, message, papers) => {
  using folder = temporaryFolder();
  const simulator = openPrinterSimulator(folder.path, Date.now);
  const healthy = { offline: false, paperOut: false, silent: false, cutOffAfterBytes: null };
  await simulator.faults.write({ ...healthy, ...fault });
  const printer = openPrinter(simulator.port);
  const answer = await printer.print(job());
  expect(answer.result).toBe(result);
  expect(answer.message).toMatch(message);
  await expect.poll(async () => (await simulator.papers.list()).length).toBe(papers);
  await simulator.faults.write(healthy);
  expect(await printer.print(job())).toEqual({ result: 'printed' });
});

test('[PRN2] opening the drawer is confirmed by the printer and leaves no paper', async () => {
  using folder = temporaryFolder();
  const simulator = openPrinterSimulator(folder.path, Date.now);
  expect(await openPrinter(simulator.port).openDrawer()).toEqual({ result: 'printed' });
  expect(await simulator.papers.list()).toMatchObject([{ what: 'drawer', lines: [] }]);
});

test('[PRN2] jobs go to the printer one after the other, and a wild number of them is refused', async () => {
  using folder = temporaryFolder();
  const simulator = openPrinterSimulator(folder.path, Date.now);
  const printer = openPrinter(simulator.port);
  const all = await Promise.allSettled(
    Array.from({ length: 25 }, (_, n) =>
      printer.print(job(ticket({ code: `A-${n}` }), ticket({ code: `B-${n}` }))),
    ),
  );
  expect(all.filter((one) => one.status === 'rejected')).toHaveLength(5);
  const codes = (await simulator.papers.list()).map(
    (paper) => /[AB]-\d+/.exec(wordsOf(paper.lines).join(' '))?.[0],
  );
  const expected = Array.from({ length: 20 }, (_, n) => [`A-${n}`, `B-${n}`]).flat();
  expect(codes.reverse()).toEqual(expected);
});

/** A printer on the network that the test plays. */
async function onNetwork(play: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(play);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}
const SHORT = { statusMs: 150, ticketMs: 150 };

test('[PRN5] a printer on the network that answers as it should has printed', async () => {
  const got: Buffer[] = [];
  const { server, port } = await onNetwork((socket) => {
    socket.on('data', (bytes) => {
      got.push(bytes);
      const { asked } = read(bytes);
      for (let i = 0; i < asked; i += 1) socket.write(Uint8Array.of(bytes[0] === 0x10 ? 0x12 : 0));
    });
  });
  expect(await openPrinter(tcpPrinter('127.0.0.1', port), PLAIN_SETUP, SHORT).print(job())).toEqual({
    result: 'printed',
  });
  expect(read(Buffer.concat(got)).cuts).toBe(1);
  server.close();
});

test('[PRN5] a printer on the network that hangs up or falls silent in the middle leaves the ticket unknown', async () => {
  for (const rude of ['hangs-up', 'silent'] as const) {
    const { server, port } = await onNetwork((socket) => {
      socket
        .on('error', () => undefined)
        .on('data', (bytes) => {
          if (bytes[0] === 0x10) socket.write(Uint8Array.of(0x12));
          else if (rude === 'hangs-up') socket.destroy();
        });
    });
    const answer = await openPrinter(tcpPrinter('127.0.0.1', port), PLAIN_SETUP, SHORT).print(job());
    expect([rude, answer.result]).toEqual([rude, 'unknown']);
    server.close();
  }
});

test('[PRN5] a printer that is not there or says nothing has printed nothing', async () => {
  const { server, port } = await onNetwork((socket) => socket.on('data', () => undefined));
  const silent = await openPrinter(tcpPrinter('127.0.0.1', port), PLAIN_SETUP, SHORT).print(job());
  expect(silent).toMatchObject({ result: 'failed', message: expect.stringContaining('does not answer') });
  server.close();
  const free = await onNetwork(() => undefined);
  await new Promise((done) => free.server.close(done));
  const gone = await openPrinter(tcpPrinter('127.0.0.1', free.port), PLAIN_SETUP, SHORT).print(job());
  expect(gone).toMatchObject({ result: 'failed', message: expect.stringContaining('cannot be reached') });
});

test('[PRN5] the printer is chosen by an address, and a wrong one is said', () => {
  for (const plain of [undefined, '', 'simulated'])
    expect(chosenPrinter(plain)).toEqual({ kind: 'simulated', setup: { paper: 80 } });
  expect(chosenPrinter('simulated?paper=58').setup).toEqual({ paper: 58 });
  expect(chosenPrinter('tcp://10.0.0.9?paper=58')).toMatchObject({ kind: 'real', setup: { paper: 58 } });
  for (const wrong of ['lp0', 'http://x', 'tcp://'])
    expect(() => chosenPrinter(wrong)).toThrow(/names no printer/);
  expect(() => chosenPrinter('tcp://10.0.0.9?paper=76')).toThrow(/58 or 80 millimetres/);
  expect(() => chosenPrinter('simulated?logo=/nowhere.png')).toThrow(/logo cannot be read/);
});
