// biome-ignore lint/style/noRestrictedImports: Vitest hands out empty stylesheets; a test may read them from disk
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrastOf, themesOf } from './contrast.ts';

const sheet = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const tokens = sheet('./tokens.css');
const themes = themesOf(tokens);

/** AA: text 4.5, and 3 for what is drawn or large (WCAG 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const DRAWN = 3;
const GROUNDS = ['ground', 'surface', 'sunk'];
const SEATS = ['regular', 'premium', 'recliner', 'vip'];

/** Every pair in use: what, on what, at least. */
const PAIRS: readonly (readonly [what: string, on: string, least: number])[] = [
  ...GROUNDS.flatMap((on) =>
    ['text', 'text-quiet', 'accent-text', 'good', 'warn', 'bad', 'info'].map(
      (what) => [what, on, TEXT] as const,
    ),
  ),
  ...GROUNDS.flatMap((on) =>
    ['line-strong', 'accent-line', 'focus'].map((what) => [what, on, DRAWN] as const),
  ),
  ...['good', 'warn', 'bad', 'info'].flatMap((tone) =>
    [tone, 'text', 'text-quiet', 'line-strong', 'focus'].map(
      (what) => [what, `${tone}-soft`, what === 'line-strong' || what === 'focus' ? DRAWN : TEXT] as const,
    ),
  ),
  ...['accent', 'accent-hover', 'accent-press'].map((on) => ['on-accent', on, TEXT] as const),
  ['accent-text', 'accent-soft', TEXT],
  ['text', 'line', TEXT],
  ['ground', 'text', TEXT],
  ...['ground', 'surface'].flatMap((on) =>
    [
      ...SEATS.map((type) => `seat-${type}-back`),
      'seat-place-line',
      'seat-held',
      'seat-quiet',
      'seat-mine-back',
      'seat-lost',
      'screen-line',
    ].map((what) => [what, on, DRAWN] as const),
  ),
  ...SEATS.map((type) => ['seat-text', `seat-${type}`, TEXT] as const),
  ...SEATS.map((type) => [`seat-${type}-back`, 'accent-soft', DRAWN] as const),
  ['seat-place-line', 'seat-place', DRAWN],
  ['seat-mine-mark', 'seat-mine', TEXT],
  ['seat-mine-back', 'accent-soft', DRAWN],
];

describe.each(['paper', 'ink'] as const)('theme %s', (theme) => {
  test.each(PAIRS)('[KIT1] %s on %s has a contrast of at least %d', (what, on, least) => {
    const [front, back] = [themes[theme].get(what), themes[theme].get(on)];
    expect(contrastOf(front ?? 'missing', back ?? 'missing')).toBeGreaterThanOrEqual(least);
  });
});

test('[KIT1] the yardstick itself: black on white is 21, a colour on itself 1', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrastOf('#b93822', '#b93822')).toBe(1);
});

test('[KIT2] both themes have the same colours', () => {
  expect(themes.paper.size).toBeGreaterThan(40);
  expect([...themes.ink.keys()]).toEqual([...themes.paper.keys()]);
});

test('[KIT3] motion lasts under 200 ms, and not at all where the system asks for less', () => {
  const lengths = [...tokens.matchAll(/--motion-(?:quick|calm):\s*(\d+)(m?s)/g)].map(
    ([, value, unit]) => Number(value) * (unit === 's' ? 1000 : 1),
  );
  expect(lengths.slice(0, 2).every((ms) => ms > 0 && ms < 200)).toBe(true);
  expect(tokens).toMatch(/prefers-reduced-motion: reduce/);
  expect(lengths.slice(2)).toEqual([0, 0]);
});

const sources: Readonly<Record<string, string>> = {
  ...import.meta.glob<string>(['../{kit,seatmap,posters,i18n}/**/*.{ts,tsx}', '!**/*.test.*'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  ...Object.fromEntries(['./index.css', './theme.css', './seatmap.css'].map((name) => [name, sheet(name)])),
};

test('[KIT3] every transition and animation takes its length from a motion token', () => {
  for (const [file, text] of Object.entries(sources)) {
    expect(text, file).not.toMatch(/(transition|animation)[\w-]*:[^;]*\b\d*\.?\d+m?s\b/);
    expect(text, file).not.toMatch(/\bduration-\d/);
  }
});

test('[KIT4] places are logical, so that right-to-left pages mirror by themselves', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(40);
  const physical =
    /["'`\s](?:-?(?:ml|mr|pl|pr|left|right)-[\w[(]|text-(?:left|right)\b|border-[lr]\b|rounded-[lr]\b)|(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)/;
  for (const [file, text] of Object.entries(sources)) {
    expect(physical.exec(text)?.[0], `${file}: use ms-, pe-, start-, text-end …`).toBeUndefined();
  }
});

test('[KIT5] the building blocks know no word of the trade', () => {
  for (const [file, text] of Object.entries(sources)) {
    if (!/\/kit(\/|\.ts$)/.test(file)) continue;
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code, file).not.toMatch(/#shared\/(wire|domain\/(booking|pricing|seating))/);
    expect(/seat|ticket|movie|cinema|booking|auditorium/i.exec(code)?.[0], file).toBeUndefined();
  }
});
