import { useEffect } from 'react';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import { useSession } from '#renderer/stores/session.ts';
import { signOut } from './sign-out.ts';

const LOOK_AGAIN_MS = 30_000;

/** Signs out when the session's time is up, which the server ends too; orders stay for whoever signs in next. */
export function useSessionEnd(identity: EnrolledIdentity): void {
  const endsAtMs = useSession((state) => state.session?.endsAtMs ?? null);
  useEffect(() => {
    if (endsAtMs === null) return;
    const timer = setInterval(() => {
      if (Date.now() >= endsAtMs) signOut(identity);
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [endsAtMs, identity]);
}
