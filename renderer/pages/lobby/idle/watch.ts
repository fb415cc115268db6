/** A visitor who has touched nothing for so long, in milliseconds, is asked whether they are still there. */
export const IDLE_MS = 45_000;
/** How long the question stands, in milliseconds, before everything is released. */
export const ASK_MS = 20_000;

export type Watched = {
  /** Milliseconds of the monotonic clock. */
  readonly nowMs: number;
  readonly lastTouchMs: number;
  /** Since when the question stands; null: it does not. */
  readonly askedAtMs: number | null;
};

/** What an idle visitor's page does next. A question that stands is answered by a press on it alone. */
export function idleStep({ nowMs, lastTouchMs, askedAtMs }: Watched): 'wait' | 'ask' | 'end' {
  if (askedAtMs !== null) return nowMs - askedAtMs >= ASK_MS ? 'end' : 'wait';
  return nowMs - lastTouchMs >= IDLE_MS ? 'ask' : 'wait';
}
