import { z } from 'zod';
import { create } from 'zustand';
import { SignInAnswer, type StaffMember } from '#shared/wire/messages.ts';

/**
 * Who is signed in at this till. Kept for the life of the window (`sessionStorage`), so that a reload in mid-sale does
 * not ask for the PIN again; a new window, or a restart, does.
 */
export type Session = { readonly staff: StaffMember; readonly token: string; readonly endsAtMs: number };

const KEY = 'foyer.session';
const Stored = z.object({
  staff: SignInAnswer.shape.staff,
  token: z.string().min(1),
  endsAtMs: z.number(),
});

function read(): Session | null {
  const text = globalThis.sessionStorage?.getItem(KEY) ?? null;
  if (text === null) return null;
  const stored = Stored.safeParse(JSON.parse(text));
  return stored.success && stored.data.endsAtMs > Date.now() ? stored.data : null;
}

export const useSession = create<{ readonly session: Session | null }>(() => ({ session: read() }));

export function signedIn(answer: SignInAnswer): void {
  const session: Session = {
    staff: answer.staff,
    token: answer.staffToken,
    endsAtMs: Date.now() + answer.expiresInSeconds * 1_000,
  };
  sessionStorage.setItem(KEY, JSON.stringify(session));
  useSession.setState({ session });
}

export function signedOut(): void {
  sessionStorage.removeItem(KEY);
  useSession.setState({ session: null });
}
