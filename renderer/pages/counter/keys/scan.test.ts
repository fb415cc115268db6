import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_BURST, SCAN_GAP_MS_MAX, SCAN_LENGTH_MIN, scanKey, scanSilence } from './scan.ts';

/** Feeds keys with the given gap before each and returns every scan that came out. */
function feed(keys: readonly { key: string; gapMs: number }[]): { scans: string[]; acted: string } {
  let burst = NO_BURST;
  let atMs = 1_000;
  const scans: string[] = [];
  let acted = '';
  for (const { key, gapMs } of keys) {
    atMs += gapMs;
    const step = scanKey(burst, key, atMs);
    burst = step.burst;
    if (step.scanned !== null) scans.push(step.scanned);
    if (step.isScan) acted = '';
    else acted += key === 'Enter' ? '\n' : key;
  }
  return { scans, acted };
}
const typed = (text: string, gapMs: number) => Array.from(text, (key) => ({ key, gapMs }));

test('[KEY1] a burst that ends with Enter is one scan and nothing else', () => {
  const keys = [{ key: 'C', gapMs: 500 }, ...typed('1K7Q2M', 8), { key: 'Enter', gapMs: 8 }];
  expect(feed(keys)).toEqual({ scans: ['C1K7Q2M'], acted: '' });
});

test('[KEY1] a scanner that stumbles leaves no digit behind as a party size', () => {
  const keys = [...typed('12345', 5), { key: '7', gapMs: 90 }, { key: 'Enter', gapMs: 5 }];
  expect(feed(keys)).toEqual({ scans: ['123457'], acted: '' });
});

test('[KEY1] what a hand types is never a scan, however short', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: SCAN_GAP_MS_MAX, max: 400 }), { maxLength: 12 }), (gaps) => {
      const keys = gaps.map((gapMs, n) => ({ key: '2a1c.17'[n % 7] ?? '2', gapMs }));
      expect(feed([...keys, { key: 'Enter', gapMs: SCAN_GAP_MS_MAX }]).scans).toEqual([]);
    }),
  );
});

test('[KEY1] two fingers rolling from a digit to Enter still order seats', () => {
  expect(
    feed([
      { key: '2', gapMs: 500 },
      { key: 'Enter', gapMs: 12 },
    ]),
  ).toEqual({ scans: [], acted: '2\n' });
});

test('[KEY1] any long fast burst is a scan of exactly its characters', () => {
  const text = fc.string({ minLength: SCAN_LENGTH_MIN, maxLength: 60, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: SCAN_GAP_MS_MAX - 1 }), (chars, gapMs) => {
      const [first, ...rest] = typed(chars, gapMs);
      const keys = [{ key: first?.key ?? '', gapMs: 1_000 }, ...rest, { key: 'Enter', gapMs }];
      expect(feed(keys)).toEqual({ scans: [chars], acted: '' });
    }),
  );
});

test('[KEY1] a scanner without Enter is done when it falls silent, and a late Enter is its own, not a confirmation', () => {
  let burst = NO_BURST;
  let atMs = 500;
  for (const key of ['C', '1', 'K', '7']) {
    atMs += 10;
    burst = scanKey(burst, key, atMs).burst;
  }
  const silence = scanSilence(burst);
  expect(silence.scanned).toBe('C1K7');
  expect(scanSilence(silence.burst).scanned).toBeNull();
  expect(scanKey(silence.burst, 'Enter', atMs + 400)).toMatchObject({ isScan: true, scanned: null });
  expect(scanKey(silence.burst, 'Enter', atMs + 2_000).isScan).toBe(false);
  expect(scanKey(silence.burst, '2', atMs + 100)).toMatchObject({ isScan: false, burst: { text: '2' } });
  expect(scanSilence(scanKey(NO_BURST, '2', 0).burst).scanned).toBeNull();
});
