import { mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FOLDER, readIfThere, writeDurably } from '../durable.ts';
import { Paper } from './paper.ts';

/** Papers kept on disk; the oldest goes first. */
export const PAPERS_MAX = 60;
const NAME = /^(\d{8})\.json$/;

/** The papers a simulated printer has printed. */
export type Papers = {
  add(paper: Omit<Paper, 'id'>): Promise<Paper>;
  /** Newest first. */
  list(): Promise<Paper[]>;
  /** Changes whenever a paper is added. */
  mark(): Promise<string>;
};

export function openPapers(folder: string): Papers {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  let lastTurn: Promise<unknown> = Promise.resolve();
  const ids = async (): Promise<number[]> =>
    (await readdir(folder))
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  const fileOf = (id: number): string => join(folder, `${String(id).padStart(8, '0')}.json`);
  const addNow = async (paper: Omit<Paper, 'id'>): Promise<Paper> => {
    const before = await ids();
    const kept = { ...paper, id: (before.at(-1) ?? 0) + 1 };
    await writeDurably(fileOf(kept.id), JSON.stringify(kept));
    const surplus = before.slice(0, Math.max(0, before.length + 1 - PAPERS_MAX));
    await Promise.all(surplus.map((id) => rm(fileOf(id), { force: true })));
    return kept;
  };
  return {
    add: (paper) => {
      const mine = lastTurn.then(() => addNow(paper));
      lastTurn = mine.catch(() => undefined);
      return mine;
    },
    list: async () => {
      const texts = await Promise.all((await ids()).reverse().map((id) => readIfThere(fileOf(id))));
      return texts.flatMap((text) => (text === null ? [] : readPaper(text)));
    },
    mark: async () => {
      const all = await ids();
      return `${all.length}-${all.at(-1) ?? 0}`;
    },
  };
}

/** A paper is a picture of the past: one that cannot be read is left out rather than hiding the others. */
function readPaper(text: string): Paper[] {
  try {
    return [Paper.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}
