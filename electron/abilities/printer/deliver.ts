import type { PrintResult } from '#shared/wire/bridge.ts';
import { messageOf } from '../host-error.ts';
import { PRINTER_PATIENCE, type PrinterLink, type PrinterPatience, type PrinterPort } from './link.ts';

/** DLE EOT 2 and 4: why the printer is off line, and its paper; answered at once, whatever waits to be printed. */
const ASK_OFFLINE_CAUSE = Uint8Array.of(0x10, 0x04, 0x02);
const ASK_PAPER_NOW = Uint8Array.of(0x10, 0x04, 0x04);
/** GS r 1: its paper; answered in turn, so only after everything sent before it was printed. */
const ASK_PAPER_IN_TURN = Uint8Array.of(0x1d, 0x72, 0x01);

const COVER_OPEN = 0b0000_0100;
const PRINTING_STOPPED = 0b0010_0000;
const ERROR = 0b0100_0000;
const PAPER_END_NOW = 0b0110_0000;
const PAPER_END_IN_TURN = 0b0000_1100;

/**
 * Brings pieces of paper to a printer, one after the other, and says honestly what became of them: `printed` when
 * the printer confirmed the last piece, `failed` when nothing was sent to it, `unknown` for everything between.
 */
export async function deliver(
  port: PrinterPort,
  pieces: readonly Uint8Array[],
  patience: PrinterPatience = PRINTER_PATIENCE,
): Promise<PrintResult> {
  let link: PrinterLink;
  try {
    link = await port.connect();
  } catch (error) {
    return { result: 'failed', message: messageOf(error) };
  }
  try {
    const trouble = await troubleBefore(link, patience);
    if (trouble !== null) return { result: 'failed', message: trouble };
    return await send(link, pieces, patience);
  } finally {
    link.close();
  }
}

async function troubleBefore(link: PrinterLink, patience: PrinterPatience): Promise<string | null> {
  try {
    const cause = await ask(link, ASK_OFFLINE_CAUSE, patience.statusMs);
    const paper = await ask(link, ASK_PAPER_NOW, patience.statusMs);
    if (cause === null || paper === null) return 'The printer does not answer. Is it switched on?';
    if ((paper & PAPER_END_NOW) !== 0 || (cause & PRINTING_STOPPED) !== 0)
      return 'The printer is out of paper.';
    if ((cause & COVER_OPEN) !== 0) return 'The printer is open.';
    return (cause & ERROR) === 0 ? null : 'The printer reports a fault. Its lights say which.';
  } catch {
    return 'The printer hung up before anything was printed.';
  }
}

async function send(
  link: PrinterLink,
  pieces: readonly Uint8Array[],
  patience: PrinterPatience,
): Promise<PrintResult> {
  for (const [index, piece] of pieces.entries()) {
    const which = pieces.length === 1 ? 'It' : `Piece ${index + 1} of ${pieces.length}`;
    try {
      await link.write(piece);
      const paper = await ask(link, ASK_PAPER_IN_TURN, patience.ticketMs);
      if (paper === null) return unknown(`${which} was sent, but the printer did not confirm it.`);
      if ((paper & PAPER_END_IN_TURN) !== 0) return unknown(`${which} may be cut short: the paper ran out.`);
    } catch {
      return unknown(`${which} may be cut short: the printer hung up.`);
    }
  }
  return { result: 'printed' };
}

async function ask(link: PrinterLink, question: Uint8Array, timeoutMs: number): Promise<number | null> {
  await link.write(question);
  return link.read(timeoutMs);
}

const unknown = (message: string): PrintResult => ({ result: 'unknown', message });
