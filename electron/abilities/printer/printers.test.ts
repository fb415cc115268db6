import { expect, test } from 'vitest';
import { BookingId } from '#shared/wire/scalars.ts';
import { wordsOf } from '../simulator/paper.ts';
import { job, receipt, temporaryFolder, ticket } from '../testing.ts';
import { chosenPrinter, chosenReceiptPrinter } from './choose.ts';
import { openPrinters } from './printers.ts';

const RECEIPT = { jobId: 'r-1', bookingId: BookingId.parse('b-1'), receipt: receipt() };
const BROKEN = { offline: true, paperOut: false, silent: false, cutOffAfterBytes: null };

test('[PRN12] without the ticket printer the receipt printer is offered, and takes the tickets when asked', async () => {
  using folder = temporaryFolder();
  const simulated = chosenPrinter('simulated');
  const till = openPrinters(folder.path, Date.now, simulated, chosenPrinter('simulated?paper=58'));
  await till.tickets?.faults.write(BROKEN);
  expect(await till.print(job())).toMatchObject({ result: 'failed', spare: true });
  const noted = ticket({ note: 'Printed on receipt paper' });
  expect(await till.print({ ...job(noted), on: 'receipt-printer' })).toEqual({ result: 'printed' });
  expect(await till.tickets?.papers.list()).toEqual([]);
  const [paper] = (await till.receipts?.papers.list()) ?? [];
  expect(paper?.dots).toBe(384);
  expect(wordsOf(paper?.lines ?? []).join('\n')).toContain('Printed on receipt paper');
});

test('[PRN12] tickets that may be on paper are not offered elsewhere: the clerk looks first', async () => {
  using folder = temporaryFolder();
  const simulated = chosenPrinter('simulated');
  const till = openPrinters(folder.path, Date.now, simulated, simulated);
  await till.tickets?.faults.write({ ...BROKEN, offline: false, silent: true });
  const answer = await till.print(job());
  expect(answer.result).toBe('unknown');
  expect(answer.spare).toBeUndefined();
});

test('[PRN12] a till with one printer prints receipts on it, and offers no other', async () => {
  using folder = temporaryFolder();
  const till = openPrinters(folder.path, Date.now, chosenPrinter('simulated'), null);
  expect(await till.printReceipt(RECEIPT)).toEqual({ result: 'printed' });
  expect(await till.tickets?.papers.list()).toHaveLength(1);
  await till.tickets?.faults.write(BROKEN);
  expect((await till.print(job())).spare).toBeUndefined();
});

test('[PRN12] receipts come out of the receipt printer, whatever the ticket printer does', async () => {
  using folder = temporaryFolder();
  const simulated = chosenPrinter('simulated');
  const till = openPrinters(folder.path, Date.now, simulated, simulated);
  await till.tickets?.faults.write(BROKEN);
  expect(await till.printReceipt(RECEIPT)).toEqual({ result: 'printed' });
  expect(await till.receipts?.papers.list()).toHaveLength(1);
});

test('[PRN12] a simulated till has a receipt printer, a real one when it is given an address, and none by a word', () => {
  const simulated = chosenPrinter(undefined);
  const real = chosenPrinter('tcp://10.0.0.9');
  expect(chosenReceiptPrinter(undefined, simulated)).toEqual(simulated);
  expect(chosenReceiptPrinter('none', simulated)).toBeNull();
  expect(chosenReceiptPrinter(undefined, real)).toBeNull();
  expect(chosenReceiptPrinter('tcp://10.0.0.10?paper=58', real)).toMatchObject({ setup: { paper: 58 } });
});
