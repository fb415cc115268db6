import { useEffect, useState } from 'react';
import { useConnection, useReplica } from '#renderer/replica/hooks.ts';
import { signedIn, useSession } from '#renderer/stores/session.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { keepForServer, takeForServer } from './for-server.ts';
import { signInAtServer } from './sign-in.ts';
import { signOut } from './sign-out.ts';

/** How often a server that answers others and not this question is asked. */
const ASK_AGAIN_MS = 3_000;
/** How long a session the server does not know of may last beside it: enough to finish whatever is being sold. */
const CONFIRM_WITHIN_MS = 5 * 60_000;

/**
 * Whom the page must ask for the PIN, because they signed in without the server and it answers again; null: nobody.
 * With the PIN still known the server is told without a word. A session that stays unknown to it ends after five
 * minutes; orders stay, and whoever signs in next goes on with them.
 */
export function useConfirmation(bridge: Bridge): StaffMember | null {
  const { identity } = useReplica();
  const staff = useSession(({ session }) => (session?.token === null ? session.staff : null));
  const { kind } = useConnection();
  const isDue = staff !== null && (kind === 'online' || kind === 'catching-up');
  const [asked, setAsked] = useState<StaffMember | null>(null);
  useEffect(() => {
    if (!isDue) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const tell = async (): Promise<void> => {
      const pin = takeForServer(staff.id);
      if (pin === null) return setAsked(staff);
      const outcome = await signInAtServer({ identity, bridge, staffId: staff.id, pin });
      if (outcome.kind === 'unreachable') keepForServer({ staffId: staff.id, pin });
      // Granted is granted, also where the line fell again meanwhile.
      if (outcome.kind === 'signed-in' && useSession.getState().session?.staff === staff)
        signedIn(outcome.answer);
      if (isOver || outcome.kind === 'signed-in') return;
      if (outcome.kind === 'unreachable') timer = setTimeout(() => void tell(), ASK_AGAIN_MS);
      else setAsked(staff);
    };
    void tell();
    const ends = setTimeout(() => signOut(identity), CONFIRM_WITHIN_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      clearTimeout(ends);
    };
  }, [isDue, staff, identity, bridge]);
  return isDue && asked === staff ? asked : null;
}
