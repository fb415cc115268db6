import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import { SignInAnswer, StaffList, type StaffMember } from '#shared/wire/messages.ts';
import type { StaffId } from '#shared/wire/scalars.ts';
import { type Answer, askServer } from '../server/ask.ts';

export const PIN_LENGTH_MIN = 4;
export const PIN_LENGTH_MAX = 12;

/** How long a PIN waits for the server before the till's own host is asked. */
const ANSWER_MS_MAX = 3_000;

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly answer: SignInAnswer }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly seconds: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly message: string };

/** Signing in by whoever answers: the server, or the host in its place. */
export type HereOutcome =
  | SignInOutcome
  | { readonly kind: 'signed-in-offline'; readonly staff: StaffMember; readonly seconds: number }
  /** The server does not answer, and this person has not signed in here within a day. */
  | { readonly kind: 'not-remembered' };

/** A server that is there and cannot do anything just now is as good as gone to whoever wants to work. */
const isAbsent = (answer: Answer<unknown>): boolean =>
  answer.kind === 'unreachable' ||
  (answer.kind === 'refused' && /^(busy|internal|store-.*|http-5\d\d)$/.test(answer.code));

/** Reads the server's answer to a PIN; a lock is told apart from a wrong PIN by its wait. */
export function outcomeOf(answer: Answer<SignInAnswer>): SignInOutcome {
  if (answer.kind === 'ok') return { kind: 'signed-in', answer: answer.value };
  if (answer.kind === 'unreachable' || isAbsent(answer)) return { kind: 'unreachable' };
  if (answer.retryAfterSeconds > 0) return { kind: 'locked', seconds: answer.retryAfterSeconds };
  return answer.code === 'wrong-pin' ? { kind: 'wrong' } : { kind: 'refused', message: answer.message };
}

export type SignIn = {
  readonly identity: EnrolledIdentity;
  readonly bridge: Bridge;
  readonly staffId: StaffId;
  readonly pin: string;
};

/** Asks the server. What it grants the host remembers, for the day the line is gone. */
export async function signInAtServer(
  { identity, bridge, staffId, pin }: SignIn,
  send: typeof fetch = fetch,
): Promise<SignInOutcome> {
  const signal = AbortSignal.timeout(ANSWER_MS_MAX);
  const body = { staffId, pin };
  const question = { identity, path: 'sign-in', schema: SignInAnswer, body, signal };
  const outcome = outcomeOf(await askServer(question, send));
  // A host that cannot remember, as a bare browser cannot, keeps nobody from signing in now.
  if (outcome.kind === 'signed-in')
    await bridge.rememberSignIn({ staff: outcome.answer.staff, pin }).catch(() => {});
  return outcome;
}

/** Signs in by the server, or without it where it does not answer and the host remembers the person. */
export async function signInHere(how: SignIn, send: typeof fetch = fetch): Promise<HereOutcome> {
  const outcome = await signInAtServer(how, send);
  if (outcome.kind !== 'unreachable') return outcome;
  const { bridge, staffId, pin } = how;
  const said = await bridge.signInOffline({ staffId, pin }).catch(() => null);
  switch (said?.result) {
    case undefined:
      return outcome;
    case 'right':
      return { kind: 'signed-in-offline', staff: said.staff, seconds: said.expiresInSeconds };
    case 'locked':
      return { kind: 'locked', seconds: said.retryAfterSeconds };
    case 'wrong':
    case 'not-remembered':
      return { kind: said.result };
  }
}

/** Who may sign in here, by name. */
export async function staffHere(
  identity: EnrolledIdentity,
  signal: AbortSignal,
): Promise<Answer<readonly StaffMember[]>> {
  const answer = await askServer({ identity, path: 'staff', schema: StaffList, signal });
  if (isAbsent(answer)) return { kind: 'unreachable' };
  if (answer.kind !== 'ok') return answer;
  const staff = [...answer.value.staff].sort((one, other) => one.name.localeCompare(other.name));
  return { kind: 'ok', value: staff };
}
