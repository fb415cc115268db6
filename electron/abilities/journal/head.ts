import { isCounterSigned } from '#shared/domain/journal/head.ts';
import { type HeadAnswer, KeptHead } from '#shared/wire/journal-head.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import { readIfThere, writeDurably } from '../durable.ts';
import { journalCrypto } from './entry.ts';

/** The page reports an entry within a second or two where there is a line. */
const ASK_AFTER_MS = 5_000;
const ASK_AGAIN_MS_MAX = 60_000;

/** Null: no answer. It gives up when the signal says so. */
export type AskHead = (signal: AbortSignal) => Promise<HeadAnswer | null>;

/** `dev-1.jsonl` has its head in `dev-1.head.json`. */
export const headFileOf = (journalFile: string): string => `${journalFile.replace(/\.jsonl$/, '')}.head.json`;

/** Whether a head is signed by the server whose key it came with. */
export async function isKeptHeadSound({ serverKey, head }: KeptHead): Promise<boolean> {
  try {
    return await isCounterSigned(head, journalCrypto(serverKey).isSignature);
  } catch {
    return false;
  }
}

/** The head kept beside a journal; null where there is none that is signed and this device's. */
export async function readKeptHead(file: string, deviceId: DeviceId): Promise<KeptHead | null> {
  const text = await readIfThere(file);
  if (text === null) return null;
  try {
    const kept = KeptHead.parse(JSON.parse(text));
    return kept.head.deviceId === deviceId && (await isKeptHeadSound(kept)) ? kept : null;
  } catch {
    return null;
  }
}

export type HeadKeeper = {
  /** The journal goes on to `seq`: the server is asked a little later, until it has that. */
  appended(seq: number): void;
  stop(): Promise<void>;
};

/**
 * Keeps the furthest head that the server has counter-signed beside the journal. A server brought back from a backup
 * says less for a while, and another server another key: neither takes the place of what was said before.
 */
export function keepHead(of: {
  readonly file: string;
  readonly kept: KeptHead | null;
  readonly deviceId: DeviceId;
  readonly ask: AskHead;
}): HeadKeeper {
  let { kept } = of;
  let wanted = 0;
  let timer: NodeJS.Timeout | null = null;
  let asking: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  const wait = (ms: number): void => {
    if (stopping.signal.aborted || timer !== null || wanted <= (kept?.head.seq ?? 0)) return;
    timer = setTimeout(() => {
      timer = null;
      asking = look(ms);
    }, ms);
    timer.unref();
  };
  const look = async (waitedMs: number): Promise<void> => {
    const answer = await of.ask(stopping.signal).catch(() => null);
    const head = answer?.head ?? null;
    if (answer !== null && head !== null) await keep({ ...answer, head }).catch(() => undefined);
    wait(Math.min(2 * waitedMs, ASK_AGAIN_MS_MAX));
  };
  const keep = async (next: KeptHead): Promise<void> => {
    const isFurther = next.head.deviceId === of.deviceId && next.head.seq > (kept?.head.seq ?? 0);
    const isSameServer = kept === null || kept.serverKey === next.serverKey;
    if (!isFurther || !isSameServer || !(await isKeptHeadSound(next))) return;
    await writeDurably(of.file, `${JSON.stringify(next)}\n`);
    kept = next;
  };
  return {
    appended: (seq) => {
      wanted = Math.max(wanted, seq);
      wait(ASK_AFTER_MS);
    },
    stop: async () => {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await asking;
    },
  };
}
