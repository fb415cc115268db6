import type { DrillWhat } from '#shared/domain/drill/drill.ts';
import type { Bridge, PrintResult } from '#shared/wire/bridge.ts';

/** How long a server that is gone takes to refuse: somebody still answers the telephone and hangs up. */
const REFUSAL_MS = 50;
const PRINTER_GONE: PrintResult = {
  result: 'failed',
  message: 'a drill pretends that the printer is gone',
};

/**
 * What a drill pretends to be gone, in one place for the line and one for the printer. It lives in memory alone: a page
 * that is loaded anew, or dies, has everything back; and it ends by itself, whatever became of whoever began it.
 */
export type Pretence = {
  /** What the replica speaks through. */
  readonly fetch: typeof fetch;
  /** The host, whose printer can be pretended away. */
  over(bridge: Bridge): Bridge;
  /** Begins; whatever is on its way is lost. `endsAtMs`: monotonic. */
  begin(what: DrillWhat, endsAtMs: number): void;
  end(): void;
};

export function createPretence(o: {
  readonly send: typeof fetch;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
}): Pretence {
  let gone: { readonly what: DrillWhat; readonly endsAtMs: number } | null = null;
  let lost = new AbortController();
  const now = (): DrillWhat | null => (gone !== null && o.monotonic() < gone.endsAtMs ? gone.what : null);
  return {
    fetch: async (input, init) => {
      const what = now();
      if (what === 'server') await new Promise((resolve) => setTimeout(resolve, REFUSAL_MS));
      if (what === 'server' || what === 'line') throw new TypeError('a drill pretends that this failed');
      const signals = [lost.signal, ...(init?.signal == null ? [] : [init.signal])];
      return o.send(input, { ...init, signal: AbortSignal.any(signals) });
    },
    over: (bridge) => ({
      ...bridge,
      print: (job) => (now() === 'printer' ? Promise.resolve(PRINTER_GONE) : bridge.print(job)),
      printReceipt: (job) => (now() === 'printer' ? Promise.resolve(PRINTER_GONE) : bridge.printReceipt(job)),
    }),
    begin: (what, endsAtMs) => {
      gone = { what, endsAtMs };
      if (what === 'printer') return;
      lost.abort(new Error('a drill has begun'));
      lost = new AbortController();
    },
    end: () => {
      gone = null;
    },
  };
}
