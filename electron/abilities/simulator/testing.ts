import { newInterpreter } from './interpret.ts';
import type { PaperLine } from './paper.ts';

export type ReadPaper = {
  lines: PaperLine[];
  cuts: number;
  drawers: number;
  asked: number;
  unrecognised: string[];
};

/** What a printer makes of bytes. */
export function readPaper(...pieces: Uint8Array[]): ReadPaper {
  const seen: ReadPaper = { lines: [], cuts: 0, drawers: 0, asked: 0, unrecognised: [] };
  const interpreter = newInterpreter({
    line: (line) => seen.lines.push(line),
    cut: () => (seen.cuts += 1),
    drawer: () => (seen.drawers += 1),
    asked: () => (seen.asked += 1),
    unrecognised: (command) => seen.unrecognised.push(command),
  });
  for (const piece of pieces) interpreter.feed(piece);
  interpreter.flush();
  return seen;
}
