/** Seconds left at which a countdown speaks up. */
export const ANNOUNCED_SECONDS = [120, 60, 30] as const;

/** How pressing the time left is; at most two minutes is a warning, at most half a minute urgent. */
export type Urgency = 'calm' | 'soon' | 'urgent' | 'over';

/** Whole seconds left, as people count: 1 until the very end, 0 once it is over. Both in ms of one monotonic clock. */
export function secondsLeft(deadlineMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((deadlineMs - nowMs) / 1000));
}

/** Milliseconds until the number of seconds left changes; `null` once it is over. */
export function untilNextSecond(deadlineMs: number, nowMs: number): number | null {
  const leftMs = deadlineMs - nowMs;
  if (leftMs <= 0) return null;
  return leftMs % 1000 || 1000;
}

export function urgencyOf(seconds: number): Urgency {
  if (seconds <= 0) return 'over';
  if (seconds <= 30) return 'urgent';
  return seconds <= 120 ? 'soon' : 'calm';
}

/** `9:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * The mark that was passed between two looks at the clock, the lowest if several were (a page that slept says only
 * where it stands now); `null` if none was. A countdown that starts below a mark does not announce it.
 */
export function passedMark(beforeSeconds: number, nowSeconds: number): number | null {
  const passed = [...ANNOUNCED_SECONDS, 0].filter((mark) => nowSeconds <= mark && mark < beforeSeconds);
  return passed.length === 0 ? null : Math.min(...passed);
}
