import { useCallback, useEffect, useRef, useState } from 'react';
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

/** Asks who may sign in until the server has said so; `again` asks anew at once. */
function followStaff(
  identity: EnrolledIdentity,
  bridge: Bridge,
  told: (staff: Staff) => void,
): { readonly again: () => void; readonly stop: () => void } {
  let stop = new AbortController();
  let later: ReturnType<typeof setTimeout>;
  const ask = async ({ signal }: AbortController): Promise<void> => {
    const tell = (next: Staff): void => {
      if (!signal.aborted) told(next);
    };
    const withoutServer = async (): Promise<void> => {
      const known = await bridge.offlineStaff({}).catch(() => null);
      tell(known === null ? { kind: 'cut-off' } : { kind: 'offline', staff: known.staff });
    };
    later = setTimeout(() => void withoutServer(), ANSWER_MS_MAX);
    const answer = await staffHere(identity, signal);
    if (signal.aborted) return;
    clearTimeout(later);
    if (answer.kind === 'refused') return tell({ kind: 'refused', message: answer.message });
    if (answer.kind === 'ok') {
      tell({ kind: 'server', staff: answer.value });
      return void bridge.hearStaff({ staff: [...answer.value] }).catch(() => {});
    }
    await withoutServer();
    if (!signal.aborted) later = setTimeout(again, ASK_AGAIN_MS);
  };
  const end = (): void => {
    stop.abort();
    clearTimeout(later);
  };
  const again = (): void => {
    end();
    stop = new AbortController();
    void ask(stop);
  };
  again();
  return { again, stop: end };
}

/** Follows who may sign in, with the server and without it; whoever was shown stays until there is a newer answer. */
export function useStaff(identity: EnrolledIdentity, bridge: Bridge): { staff: Staff; again: () => void } {
  const [staff, setStaff] = useState<Staff>({ kind: 'asking' });
  const following = useRef<ReturnType<typeof followStaff> | null>(null);
  useEffect(() => {
    following.current = followStaff(identity, bridge, setStaff);
    return following.current.stop;
  }, [identity, bridge]);
  const again = useCallback(() => following.current?.again(), []);
  return { staff, again };
}
