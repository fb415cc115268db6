import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeTicketQr } from '#shared/domain/ticket-qr.ts';
import type { PrintedTicket } from '#shared/wire/bridge.ts';
import { newInterpreter } from '../simulator/interpret.ts';
import { type PaperLine, wordsOf } from '../simulator/paper.ts';
import { openPrinterSimulator } from '../simulator/simulator.ts';
import { CLAIM, job, temporaryFolder, ticket } from '../testing.ts';
import { chosenPrinter } from './choose.ts';
import { openPrinter } from './printer.ts';
import { tcpPrinter } from './tcp.ts';
import { ticketPaper, wrap } from './ticket-paper.ts';

type Read = { lines: PaperLine[]; cuts: number; drawers: number; asked: number };

/** What a printer makes of bytes. */
function read(...pieces: Uint8Array[]): Read {
  const seen: Read = { lines: [], cuts: 0, drawers: 0, asked: 0 };
  const interpreter = newInterpreter({
    line: (line) => seen.lines.push(line),
    cut: () => (seen.cuts += 1),
    drawer: () => (seen.drawers += 1),
    asked: () => (seen.asked += 1),
  });
  for (const piece of pieces) interpreter.feed(piece);
  interpreter.flush();
  return seen;
}

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

const GOLDEN = resolve(import.meta.dirname, '../../../../shared/data/escpos-golden');
const streams = existsSync(GOLDEN) ? readdirSync(GOLDEN).filter((name) => name.endsWith('.bin')) : [];

test('[PRN3] streams of other programs are read to their end: each leaves a cut', () => {
  for (const name of streams) {
    const { lines, cuts } = read(readFileSync(join(GOLDEN, name)));
    expect([name, lines.length > 0, cuts > 0]).toEqual([name, true, true]);
  }
});

test('[PRN3] no stream of bytes can break the simulated printer, in pieces of any size', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 10 }), (pieces) => {
      const once = read(Buffer.concat(pieces));
      const bytewise = read(...Array.from(Buffer.concat(pieces), (byte) => Uint8Array.of(byte)));
      expect(bytewise).toEqual(once);
    }),
  );
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
  expect(await openPrinter(tcpPrinter('127.0.0.1', port), SHORT).print(job())).toEqual({ result: 'printed' });
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
    const answer = await openPrinter(tcpPrinter('127.0.0.1', port), SHORT).print(job());
    expect([rude, answer.result]).toEqual([rude, 'unknown']);
    server.close();
  }
});

test('[PRN5] a printer that is not there or says nothing has printed nothing', async () => {
  const { server, port } = await onNetwork((socket) => socket.on('data', () => undefined));
  const silent = await openPrinter(tcpPrinter('127.0.0.1', port), SHORT).print(job());
  expect(silent).toMatchObject({ result: 'failed', message: expect.stringContaining('does not answer') });
  server.close();
  const free = await onNetwork(() => undefined);
  await new Promise((done) => free.server.close(done));
  const gone = await openPrinter(tcpPrinter('127.0.0.1', free.port), SHORT).print(job());
  expect(gone).toMatchObject({ result: 'failed', message: expect.stringContaining('cannot be reached') });
});

test('[PRN5] the printer is chosen by an address, and a wrong one is said', () => {
  expect(chosenPrinter(undefined)).toBeNull();
  expect(chosenPrinter('simulated')).toBeNull();
  expect(chosenPrinter('tcp://10.0.0.9')).not.toBeNull();
  for (const wrong of ['lp0', 'http://x', 'tcp://'])
    expect(() => chosenPrinter(wrong)).toThrow(/names no printer/);
});
