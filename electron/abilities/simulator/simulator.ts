import { join } from 'node:path';
import { HostError } from '../host-error.ts';
import { PAPER_SIZES, type PaperWidth } from '../printer/layout.ts';
import type { PrinterLink, PrinterPort } from '../printer/link.ts';
import { type FaultSwitches, faultSwitches, type PrinterFaults } from './faults.ts';
import { newInterpreter } from './interpret.ts';
import type { PaperEnd, PaperLine } from './paper.ts';
import { openPapers, type Papers } from './papers.ts';

/** Bits every answer to DLE EOT has set. */
const NOW_FRAME = 0b0001_0010;
const OFFLINE_CAUSE = 2;
const PAPER_SENSOR = 4;
const LINES_MAX = 2_000;
/** What one job may leave behind: bytes of pictures a paper, and papers. A real roll ends, too. */
const PICTURE_BYTES_MAX = 4 * 1024 * 1024;
const PAPERS_PER_JOB_MAX = 100;

export type PrinterSimulator = {
  readonly port: PrinterPort;
  readonly papers: Papers;
  readonly faults: FaultSwitches;
};

/** A printer that is not there: reads the bytes sent to it as a real one would and keeps the paper in the device's folder. */
export function openPrinterSimulator(
  deviceFolder: string,
  now: () => number,
  paper: PaperWidth = 80,
  name = 'printer',
): PrinterSimulator {
  const folder = join(deviceFolder, name);
  const papers = openPapers(join(folder, 'papers'));
  const faults = faultSwitches(folder);
  return {
    papers,
    faults,
    port: {
      connect: async () => {
        const today = await faults.read();
        if (today.offline)
          throw new HostError('no-printer', 'The printer cannot be reached. Is it switched on?');
        return linkTo(papers, today, now, PAPER_SIZES[paper].dots);
      },
    },
  };
}

type Done = { what: 'paper' | 'drawer'; lines: PaperLine[]; end: PaperEnd };

function linkTo(papers: Papers, faults: PrinterFaults, now: () => number, dots: number): PrinterLink {
  const answers: number[] = [];
  let lines: PaperLine[] = [];
  let pictureBytes = 0;
  let papersLeft = PAPERS_PER_JOB_MAX;
  let done: Done[] = [];
  let left = faults.cutOffAfterBytes ?? Number.POSITIVE_INFINITY;
  let saving: Promise<unknown> = Promise.resolve();

  const keep = (paper: Done): void => {
    papersLeft -= 1;
    if (papersLeft >= 0) done.push(paper);
  };
  const interpreter = newInterpreter({
    line: (line) => {
      pictureBytes += line.kind === 'image' ? line.bits.length : 0;
      if (lines.length < LINES_MAX && pictureBytes <= PICTURE_BYTES_MAX) lines.push(line);
    },
    cut: (end) => {
      keep({ what: 'paper', lines, end });
      lines = [];
      pictureBytes = 0;
    },
    drawer: () => keep({ what: 'drawer', lines: [], end: 'full' }),
    unrecognised: () => undefined,
    asked: (how, what) => {
      const answer = how === 'now' ? answerNow(faults, what) : answerInTurn(faults);
      if (answer !== null) answers.push(answer);
    },
  });
  const save = (): Promise<void> => {
    const at = new Date(now()).toISOString();
    const mine = done.map((paper) => papers.add({ ...paper, at, dots }));
    done = [];
    saving = Promise.all([saving, ...mine]);
    return saving.then(() => undefined);
  };

  return {
    write: async (bytes) => {
      interpreter.feed(bytes.subarray(0, left));
      const broke = bytes.length > left;
      left -= Math.min(left, bytes.length);
      await save();
      if (broke) throw new HostError('printer-gone', 'The printer hung up.');
    },
    read: async () => answers.shift() ?? null,
    close: () => {
      interpreter.flush();
      const shows = lines.some((line) => line.kind !== 'feed');
      if (shows) keep({ what: 'paper', lines, end: 'torn' });
      lines = [];
      save().catch(() => undefined);
    },
  };
}

function answerNow(faults: PrinterFaults, what: number): number {
  if (!faults.paperOut) return NOW_FRAME;
  if (what === OFFLINE_CAUSE) return NOW_FRAME | 0b0010_0000;
  return what === PAPER_SENSOR ? NOW_FRAME | 0b0110_0000 : NOW_FRAME;
}

function answerInTurn(faults: PrinterFaults): number | null {
  if (faults.silent) return null;
  return faults.paperOut ? 0b0000_1100 : 0;
}
