import { z } from 'zod';
import { create } from 'zustand';
import { SignInAnswer, type StaffMember } from '#shared/wire/messages.ts';

/**
 * Who is signed in at this till. Kept for the life of the window (`sessionStorage`), so that a reload in mid-sale does
 * not ask for the PIN again; a new window, or a restart, does.
 */
export type Session = {
  readonly staff: StaffMember;
  /** Null: signed in without the server, which does not know of it yet. */
  readonly token: string | null;
  readonly endsAtMs: number;
};

const KEY = 'foyer.session';
const Stored = z.object({
  staff: SignInAnswer.shape.staff,
  token: z.string().min(1).nullable(),
  endsAtMs: z.number(),
});

function read(): Session | null {
  const text = globalThis.sessionStorage?.getItem(KEY) ?? null;
  if (text === null) return null;
  const stored = Stored.safeParse(JSON.parse(text));
  return stored.success && stored.data.endsAtMs > Date.now() ? stored.data : null;
}

export const useSession = create<{ readonly session: Session | null }>(() => ({ session: read() }));

/** The server let somebody sign in, or confirmed who had signed in without it. */
export function signedIn(answer: SignInAnswer): void {
  begin({ staff: answer.staff, token: answer.staffToken, seconds: answer.expiresInSeconds });
}

/** The till let somebody sign in without the server. */
export function signedInOffline(staff: StaffMember, seconds: number): void {
  begin({ staff, token: null, seconds });
}

function begin({ staff, token, seconds }: Omit<Session, 'endsAtMs'> & { seconds: number }): void {
  const session: Session = { staff, token, endsAtMs: Date.now() + seconds * 1_000 };
  sessionStorage.setItem(KEY, JSON.stringify(session));
  useSession.setState({ session });
}

export function signedOut(): void {
  sessionStorage.removeItem(KEY);
  useSession.setState({ session: null });
}
