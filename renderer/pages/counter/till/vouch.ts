import { z } from 'zod';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { StaffId } from '#shared/wire/scalars.ts';
import { askServer } from '../../server/ask.ts';
import { type HereOutcome, signInHere } from '../../sign-in/sign-in.ts';

/** Checks somebody's PIN beside the person who is signed in; the session this opens at the server is ended at once. */
export async function vouch(q: {
  readonly identity: EnrolledIdentity;
  readonly bridge: Bridge;
  readonly staffId: StaffId;
  readonly pin: string;
}): Promise<HereOutcome> {
  const { identity } = q;
  const outcome = await signInHere(q);
  if (outcome.kind === 'signed-in') {
    const { staffToken } = outcome.answer;
    void askServer({ identity, path: 'sign-out', schema: z.unknown(), body: {}, staffToken });
  }
  return outcome;
}
