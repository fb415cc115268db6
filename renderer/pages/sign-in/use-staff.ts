import { useCallback, useEffect, useState } from 'react';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { staffHere } from './sign-in.ts';

/** How long the page waits for the server before it shows whom the host remembers. */
const ANSWER_MS_MAX = 1_500;
const ASK_AGAIN_MS = 5_000;

/** Who may sign in: by the server's word, or without it. */
export type Staff =
  | { readonly kind: 'asking' }
  | { readonly kind: 'server' | 'offline'; readonly staff: readonly StaffMember[] }
  /** The server does not answer, and this host signs nobody in without it. */
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'refused'; readonly message: string };

/** Follows who may sign in, with the server and without it; whoever was shown stays until there is a newer answer. */
export function useStaff(identity: EnrolledIdentity, bridge: Bridge): { staff: Staff; again: () => void } {
  const [staff, setStaff] = useState<Staff>({ kind: 'asking' });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    const stop = new AbortController();
    const tell = (next: Staff): void => {
      if (!stop.signal.aborted) setStaff(next);
    };
    const withoutServer = async (): Promise<void> => {
      const known = await bridge.offlineStaff({}).catch(() => null);
      tell(known === null ? { kind: 'cut-off' } : { kind: 'offline', staff: known.staff });
    };
    let later = setTimeout(() => void withoutServer(), ANSWER_MS_MAX);
    void staffHere(identity, stop.signal).then(async (answer) => {
      if (stop.signal.aborted) return;
      clearTimeout(later);
      if (answer.kind === 'refused') return tell({ kind: 'refused', message: answer.message });
      if (answer.kind === 'ok') {
        tell({ kind: 'server', staff: answer.value });
        return void bridge.hearStaff({ staff: [...answer.value] }).catch(() => {});
      }
      await withoutServer();
      later = setTimeout(again, ASK_AGAIN_MS);
      if (stop.signal.aborted) clearTimeout(later);
    });
    return () => {
      stop.abort();
      clearTimeout(later);
    };
  }, [identity, bridge, round, again]);
  return { staff, again };
}
