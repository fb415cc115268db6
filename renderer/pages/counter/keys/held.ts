/** A key that comes down again within this time without having come up is held, whatever its event says. */
export const HELD_MS_MAX = 1_000;

/** The keys that are down, by physical position, and when each last said so (monotonic milliseconds). */
export type HeldKeys = ReadonlyMap<string, number>;

/**
 * Says whether a key press is the repeat of a held key. Some hosts and keyboards repeat without marking it, so the
 * time since the last press counts too; a key whose release was lost (the window lost its focus) works again after it.
 */
export function pressKey(
  held: HeldKeys,
  press: { code: string; repeat: boolean; atMs: number },
): { readonly held: HeldKeys; readonly isRepeat: boolean } {
  const last = held.get(press.code);
  const isRepeat = press.repeat || (last !== undefined && press.atMs - last < HELD_MS_MAX);
  return { held: new Map(held).set(press.code, press.atMs), isRepeat };
}

export function releaseKey(held: HeldKeys, code: string): HeldKeys {
  if (!held.has(code)) return held;
  const rest = new Map(held);
  rest.delete(code);
  return rest;
}
