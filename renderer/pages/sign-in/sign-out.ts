import { z } from 'zod';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import { signedOut, useSession } from '#renderer/stores/session.ts';
import { askServer } from '../server/ask.ts';
import { forgetForServer } from './for-server.ts';

/** Ends the session at once on this page; the server is told as far as it can be reached. Orders stay. */
export function signOut(identity: EnrolledIdentity): void {
  const { session } = useSession.getState();
  signedOut();
  forgetForServer();
  const staffToken = session?.token ?? null;
  if (staffToken === null) return;
  void askServer({ identity, path: 'sign-out', schema: z.unknown(), body: {}, staffToken });
}
