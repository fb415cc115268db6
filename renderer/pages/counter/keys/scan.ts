/** Keys that follow each other faster than this come from a scanner: no hand types so fast, key after key. */
export const SCAN_GAP_MS_MAX = 30;
/** Shorter bursts are two fingers rolling over the keys. */
export const SCAN_LENGTH_MIN = 4;
/** A scanner that stumbles may pause; keys that come this soon after a burst still belong to it. */
const STUMBLE_MS_MAX = 150;
export const SCAN_LENGTH_MAX = 800;

/** The keys of the burst so far. `atMs` is monotonic time of the latest. */
export type Burst = { readonly text: string; readonly atMs: number; readonly fast: boolean };
export const NO_BURST: Burst = { text: '', atMs: Number.NEGATIVE_INFINITY, fast: false };

export type ScanStep = {
  readonly burst: Burst;
  /** What was scanned, once its last key has come. */
  readonly scanned: string | null;
  /** The keys so far are a scanner's: they must not act as typed keys, and those already taken are withdrawn. */
  readonly isScan: boolean;
};

function isFast(burst: Burst, atMs: number): boolean {
  const gapMs = atMs - burst.atMs;
  return (
    gapMs < SCAN_GAP_MS_MAX || (burst.text.length >= SCAN_LENGTH_MIN && burst.fast && gapMs < STUMBLE_MS_MAX)
  );
}

/** Takes one more key: a printable character, or `Enter` or `Tab` that ends a scan. Pure; time is an argument. */
export function scanKey(burst: Burst, key: string, atMs: number): ScanStep {
  const joins = isFast(burst, atMs);
  if (key === 'Enter' || key === 'Tab') {
    const isScan = joins && burst.fast && burst.text.length >= SCAN_LENGTH_MIN;
    return { burst: NO_BURST, scanned: isScan ? burst.text : null, isScan };
  }
  const text = ((joins ? burst.text : '') + key).slice(0, SCAN_LENGTH_MAX);
  const next: Burst = { text, atMs, fast: joins };
  return { burst: next, scanned: null, isScan: joins && text.length >= SCAN_LENGTH_MIN };
}
