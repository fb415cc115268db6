import { useCallback, useEffect, useState } from 'react';
import { createPretence, type Pretence } from '#renderer/drill/pretence.ts';
import { connectHost } from '#renderer/host/bridge.ts';
import { openReplica } from '#renderer/replica/index.ts';
import type { Replica } from '#renderer/replica/types.ts';
import type { Bridge, Identity } from '#shared/wire/bridge.ts';

/** How far this window has come on its way to a till that can sell. */
export type Till =
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'not-enrolled'; readonly bridge: Bridge; readonly serverUrl: string }
  | {
      readonly kind: 'ready';
      readonly bridge: Bridge;
      readonly replica: Replica;
      readonly pretence: Pretence;
    };

/** Finds the host, asks it who this device is, and opens its replica. `again` starts over. */
export function useTill(): { till: Till; again: () => void; enrolled: (identity: Identity) => void } {
  const [till, setTill] = useState<Till>({ kind: 'starting' });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round starts over
  useEffect(() => {
    let isOver = false;
    let opened: Replica | null = null;
    setTill({ kind: 'starting' });
    const start = async (): Promise<void> => {
      const pretence = createPretence({
        send: (input, init) => fetch(input, init),
        monotonic: () => performance.now(),
      });
      const bridge = pretence.over(await connectHost());
      const identity = await bridge.identity({});
      if (isOver) return;
      if (!identity.enrolled) {
        setTill({ kind: 'not-enrolled', bridge, serverUrl: identity.serverUrl });
        return;
      }
      opened = await openReplica({ identity, fetch: pretence.fetch });
      if (isOver) return void opened.close();
      setTill({ kind: 'ready', bridge, replica: opened, pretence });
    };
    start().catch((problem: unknown) => {
      console.error(problem);
      if (!isOver) setTill({ kind: 'failed', message: messageOf(problem) });
    });
    return () => {
      isOver = true;
      void opened?.close();
    };
  }, [round]);
  return { till, again, enrolled: again };
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
