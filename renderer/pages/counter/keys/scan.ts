/** Keys that follow each other faster than this come from a scanner: no hand types so fast, key after key. */
export const SCAN_GAP_MS_MAX = 30;
/** Shorter bursts are two fingers rolling over the keys. */
export const SCAN_LENGTH_MIN = 4;
/** A scanner that stumbles may pause; keys that come this soon after a burst still belong to it. */
export const STUMBLE_MS_MAX = 150;
/** The Enter that ends a scan may come late, from a busy machine; it is never a clerk's. */
const END_MS_MAX = 1_000;
/** A scanner that sends no Enter is done when it has been silent for so long. */
export const SILENCE_MS = 250;
export const SCAN_LENGTH_MAX = 800;

/** The keys of the burst so far. `atMs` is monotonic time of the latest. */
export type Burst = {
  readonly text: string;
  readonly atMs: number;
  readonly fast: boolean;
  /** It was taken for complete already; what may still come is its Enter. */
  readonly isDone: boolean;
};
export const NO_BURST: Burst = { text: '', atMs: Number.NEGATIVE_INFINITY, fast: false, isDone: false };

export type ScanStep = {
  readonly burst: Burst;
  /** What was scanned, once its last key has come. */
  readonly scanned: string | null;
  /** The keys so far are a scanner's: they must not act as typed keys, and those already taken are withdrawn. */
  readonly isScan: boolean;
};

const isScan = (burst: Burst): boolean => burst.fast && burst.text.length >= SCAN_LENGTH_MIN;

function joins(burst: Burst, atMs: number): boolean {
  const gapMs = atMs - burst.atMs;
  return !burst.isDone && (gapMs < SCAN_GAP_MS_MAX || (isScan(burst) && gapMs < STUMBLE_MS_MAX));
}

/** Takes one more key: a printable character, or `Enter` or `Tab` that ends a scan. Pure; time is an argument. */
export function scanKey(burst: Burst, key: string, atMs: number): ScanStep {
  if (key === 'Enter' || key === 'Tab') {
    const ends = isScan(burst) && atMs - burst.atMs < END_MS_MAX;
    return { burst: NO_BURST, scanned: ends && !burst.isDone ? burst.text : null, isScan: ends };
  }
  const fast = joins(burst, atMs);
  const text = ((fast ? burst.text : '') + key).slice(0, SCAN_LENGTH_MAX);
  const next: Burst = { text, atMs, fast, isDone: false };
  return { burst: next, scanned: null, isScan: isScan(next) };
}

/** The scanner has fallen silent: what it sent is complete, if it was a scan at all. */
export function scanSilence(burst: Burst): ScanStep {
  if (!isScan(burst) || burst.isDone) return { burst, scanned: null, isScan: false };
  return { burst: { ...burst, isDone: true }, scanned: burst.text, isScan: true };
}
