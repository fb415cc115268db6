import { z } from 'zod';

export const Align = z.enum(['left', 'center', 'right']);
export type Align = z.infer<typeof Align>;

/** How characters look; `width` and `height` are multiples of a normal character. */
export const Look = z.strictObject({
  width: z.int().min(1).max(8),
  height: z.int().min(1).max(8),
  bold: z.boolean(),
  underline: z.boolean(),
  invert: z.boolean(),
  small: z.boolean(),
});
export type Look = z.infer<typeof Look>;

export const PaperLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    align: Align,
    runs: z.array(z.strictObject({ text: z.string(), look: Look })),
  }),
  /** `moduleDots` is the width of one module of the code. */
  z.strictObject({
    kind: z.literal('qr'),
    align: Align,
    text: z.string(),
    moduleDots: z.int(),
    level: z.enum(['low', 'medium', 'quartile', 'high']),
  }),
  /** One bit per dot, rows padded to whole bytes, base64. */
  z.strictObject({
    kind: z.literal('image'),
    align: Align,
    width: z.int(),
    height: z.int(),
    bits: z.string(),
  }),
  z.strictObject({ kind: z.literal('barcode'), align: Align, text: z.string() }),
  z.strictObject({ kind: z.literal('feed'), dots: z.int() }),
]);
export type PaperLine = z.infer<typeof PaperLine>;

/** How a piece of paper ended; `torn`: the stream broke off before a cut. */
export const PaperEnd = z.enum(['full', 'partial', 'torn']);
export type PaperEnd = z.infer<typeof PaperEnd>;

/** What one piece of paper shows, from the top. A drawer's pulse leaves no paper and is kept beside it. */
export const Paper = z.strictObject({
  id: z.int().min(1),
  at: z.iso.datetime(),
  what: z.enum(['paper', 'drawer']),
  /** Across the paper that was loaded; 80 mm when it is not said. */
  dots: z.int().min(1).max(2_400).exactOptional(),
  lines: z.array(PaperLine).max(2_000),
  end: PaperEnd,
});
export type Paper = z.infer<typeof Paper>;

/** The words on a paper, line by line, for tests and for people who cannot see it. */
export function wordsOf(lines: readonly PaperLine[]): string[] {
  return lines.flatMap((line) =>
    line.kind === 'text'
      ? [line.runs.map((run) => run.text).join('')]
      : line.kind === 'barcode'
        ? [line.text]
        : [],
  );
}
