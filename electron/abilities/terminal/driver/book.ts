import { z } from 'zod';
import { Currency, Money, PaymentId, RefundId, ShortText } from '#shared/wire/scalars.ts';
import type { Capture } from './wire.ts';

const id = z.union([PaymentId, RefundId]);
const Captured = z.strictObject({
  captureId: ShortText,
  reference: ShortText,
  amount: z.int().min(0).nullable(),
  currency: z.string().max(8).nullable(),
  message: ShortText,
  receipt: z.string().max(2_000),
}) satisfies z.ZodType<Capture>;

/** One line of what a driver knows of its terminal. Each is on the disk before anything is done that rests on it. */
export const Note = z.discriminatedUnion('kind', [
  /** The card may be charged from here on. */
  z.strictObject({
    kind: z.literal('begun'),
    id,
    order: z.enum(['payment', 'refund']),
    amount: Money,
    currency: Currency,
    /** The wire it was begun on: another terminal cannot tell its fate. */
    via: ShortText,
    mark: ShortText,
  }),
  /** The terminal says it charged, and has not been answered yet. */
  z.strictObject({ kind: z.literal('heard'), id, capture: Captured }),
  /** Money moved, and the terminal knows that we know. */
  z.strictObject({ kind: z.literal('captured'), id, capture: Captured }),
  /** It must be given back, and may be already. */
  z.strictObject({ kind: z.literal('reversing'), id, capture: Captured }),
  z.strictObject({ kind: z.literal('reversed'), id }),
  /** What was taken is not what was asked for, and the terminal cannot give it back: a person has to. */
  z.strictObject({ kind: z.literal('stuck'), id, capture: Captured }),
  /** Nothing was taken and nothing will be. */
  z.strictObject({ kind: z.literal('declined'), id, message: ShortText }),
]);
export type Note = z.infer<typeof Note>;
export type Begun = Extract<Note, { kind: 'begun' }>;
type Id = Note['id'];

/** Where one order stands: its latest note, and the one it was begun with, if it ever was. */
export type Standing = { readonly note: Note; readonly begun: Begun | null };

/** What is known of a terminal, folded from the notes. */
export type Book = {
  find(id: Id): Standing | undefined;
  /** Orders whose fate only the terminal can tell, oldest first. */
  open(): readonly Standing[];
  /** On the disk when it resolves; not known when it rejects. */
  note(note: Note): Promise<void>;
};

/** Decided orders that are remembered; the oldest go first. Open ones are kept whatever their number. */
export const STANDINGS_MAX = 2_000;

/** `record` puts a note on the disk; `known` are those that are there. */
export function openBook(known: Iterable<Note>, record: (note: Note) => Promise<void>): Book {
  const standings = new Map<Id, Standing>();
  for (const note of known) fold(standings, note);
  return {
    find: (id) => standings.get(id),
    open: () => [...standings.values()].filter(isOpen),
    note: async (note) => {
      await record(note);
      fold(standings, note);
    },
  };
}

export const isOpen = ({ note: { kind } }: Standing): boolean =>
  kind === 'begun' || kind === 'heard' || kind === 'reversing';

function fold(standings: Map<Id, Standing>, note: Note): void {
  const begun = note.kind === 'begun' ? note : (standings.get(note.id)?.begun ?? null);
  standings.set(note.id, { note, begun });
  if (standings.size <= STANDINGS_MAX) return;
  for (const [id, standing] of standings) {
    if (isOpen(standing)) continue;
    standings.delete(id);
    break;
  }
}

/** The fewest notes that fold to the same: what a book is rewritten as. */
export function notesOf(known: Iterable<Note>): readonly Note[] {
  const standings = new Map<Id, Standing>();
  for (const note of known) fold(standings, note);
  return [...standings.values()].flatMap(({ note, begun }) =>
    begun === null || begun === note ? [note] : [begun, note],
  );
}
