import type { StaffId } from '#shared/wire/scalars.ts';

type Kept = { readonly staffId: StaffId; readonly pin: string };

/**
 * The PIN of whoever signed in without the server, so that the server can be told quietly when it answers. In this
 * page's memory alone, and only until then: a page that is loaded anew asks for it once.
 */
let kept: Kept | null = null;

export function keepForServer(next: Kept): void {
  kept = next;
}

export function forgetForServer(): void {
  kept = null;
}

/** Gives the PIN out once; afterwards it is forgotten. */
export function takeForServer(staffId: StaffId): string | null {
  const found = kept?.staffId === staffId ? kept.pin : null;
  forgetForServer();
  return found;
}
