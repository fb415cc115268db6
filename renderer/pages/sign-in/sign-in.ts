import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import { SignInAnswer, StaffList, type StaffMember } from '#shared/wire/messages.ts';
import type { StaffId } from '#shared/wire/scalars.ts';
import { type Answer, askServer } from '../server/ask.ts';

export const PIN_LENGTH_MIN = 4;
export const PIN_LENGTH_MAX = 12;

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly answer: SignInAnswer }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly seconds: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly message: string };

/** Reads the server's answer to a PIN; a lock is told apart from a wrong PIN by its wait. */
export function outcomeOf(answer: Answer<SignInAnswer>): SignInOutcome {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'signed-in', answer: answer.value };
    case 'unreachable':
      return { kind: 'unreachable' };
    case 'refused':
      if (answer.retryAfterSeconds > 0) return { kind: 'locked', seconds: answer.retryAfterSeconds };
      return answer.code === 'wrong-pin' ? { kind: 'wrong' } : { kind: 'refused', message: answer.message };
  }
}

export function signIn(identity: EnrolledIdentity, staffId: StaffId, pin: string): Promise<SignInOutcome> {
  const body = { staffId, pin };
  return askServer({ identity, path: 'sign-in', schema: SignInAnswer, body }).then(outcomeOf);
}

/** Who may sign in here, by name. */
export async function staffHere(
  identity: EnrolledIdentity,
  signal: AbortSignal,
): Promise<Answer<readonly StaffMember[]>> {
  const answer = await askServer({ identity, path: 'staff', schema: StaffList, signal });
  if (answer.kind !== 'ok') return answer;
  const staff = [...answer.value.staff].sort((one, other) => one.name.localeCompare(other.name));
  return { kind: 'ok', value: staff };
}
