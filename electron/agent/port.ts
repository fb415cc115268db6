import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, writeDurably } from '../abilities/durable.ts';

const Remembered = z.object({ port: z.int().min(1).max(65_535) });

export type ChosenPort = {
  readonly port: number;
  /** The port of last time, where another one is used now. */
  readonly movedFrom: number | null;
};

/** The port to serve on: the one asked for, else that of last time, because the browser keeps the replica by address and port. */
export async function choosePort(
  folder: string,
  asked: number | null,
  fallback: number,
): Promise<ChosenPort> {
  const last = await lastPort(folder);
  const port = asked ?? last ?? fallback;
  return { port, movedFrom: last !== null && last !== port && port !== 0 ? last : null };
}

export async function rememberPort(folder: string, port: number): Promise<void> {
  await writeDurably(join(folder, 'agent.json'), `${JSON.stringify({ port })}\n`);
}

async function lastPort(folder: string): Promise<number | null> {
  try {
    return Remembered.parse(JSON.parse((await readIfThere(join(folder, 'agent.json'))) ?? '')).port;
  } catch {
    return null;
  }
}
