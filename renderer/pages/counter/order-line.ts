import { BOOKING_SEATS_MAX } from '#shared/domain/limits.ts';
import type { TicketType } from '#shared/wire/catalog.ts';

/**
 * What a clerk types before Enter: `2` two adults, `2a1c` two adults and a child, `2ac` the same, `.17` show 17,
 * `2ac.17` both. A letter without a number counts one; a number without a letter counts adults.
 */
export const TICKET_LETTERS = {
  a: 'adult',
  c: 'child',
  s: 'student',
  p: 'senior',
  d: 'disabled',
  e: 'companion',
  /** A wheelchair place, sold at the ticket for disabled guests. */
  w: 'disabled',
} as const satisfies Record<string, TicketType>;
type TicketLetter = keyof typeof TICKET_LETTERS;

const SHOW_NUMBER_MAX = 999;
export const ORDER_LINE_LENGTH_MAX = 40;

export type PartyPart = {
  readonly ticketType: TicketType;
  readonly count: number;
  readonly wheelchair: boolean;
};

export type OrderLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'order'; readonly showNumber: number | null; readonly party: readonly PartyPart[] }
  | {
      readonly kind: 'wrong';
      /** The character that could not be read, 0-based. */
      readonly at: number;
      readonly reason: 'unknown-letter' | 'no-seats' | 'too-many' | 'show-twice' | 'show-number';
    };
type Wrong = Extract<OrderLine, { kind: 'wrong' }>;

type Token = {
  readonly at: number;
  readonly show?: string | undefined;
  readonly count?: string | undefined;
  readonly letter?: string | undefined;
  readonly other?: string | undefined;
};

const TOKEN =
  /(?<gap>[\s+]+)|[.,](?<show>\d*)|(?<count>\d+)(?<counted>[a-z])?|(?<letter>[a-z])|(?<other>.)/gsu;

function* tokens(text: string): Generator<Token> {
  for (const match of text.toLowerCase().matchAll(TOKEN)) {
    const found = match.groups ?? {};
    if (found['gap'] !== undefined) continue;
    yield {
      at: match.index,
      show: found['show'],
      count: found['count'],
      letter: found['counted'] ?? found['letter'],
      other: found['other'],
    };
  }
}

function isTicketLetter(letter: string): letter is TicketLetter {
  return Object.hasOwn(TICKET_LETTERS, letter);
}

function readShow(token: Token, digits: string): number | Wrong {
  const number = Number(digits);
  return digits !== '' && number >= 1 && number <= SHOW_NUMBER_MAX
    ? number
    : { kind: 'wrong', at: token.at, reason: 'show-number' };
}

function readPart(token: Token): PartyPart | Wrong {
  const letter = token.letter ?? 'a';
  if (token.other !== undefined || !isTicketLetter(letter)) {
    return { kind: 'wrong', at: token.at + (token.count?.length ?? 0), reason: 'unknown-letter' };
  }
  const count = token.count === undefined ? 1 : Number(token.count);
  if (count === 0) return { kind: 'wrong', at: token.at, reason: 'no-seats' };
  if (count > BOOKING_SEATS_MAX) return { kind: 'wrong', at: token.at, reason: 'too-many' };
  return { ticketType: TICKET_LETTERS[letter], count, wheelchair: letter === 'w' };
}

function add(party: readonly PartyPart[], part: PartyPart): PartyPart[] {
  const same = (one: PartyPart): boolean =>
    one.ticketType === part.ticketType && one.wheelchair === part.wheelchair;
  return party.some(same)
    ? party.map((one) => (same(one) ? { ...one, count: one.count + part.count } : one))
    : [...party, part];
}

/** Reads an order line. Never throws: what cannot be read is answered with where and why. */
export function parseOrderLine(text: string): OrderLine {
  let showNumber: number | null = null;
  let party: PartyPart[] = [];
  for (const token of tokens(text)) {
    if (token.show !== undefined) {
      if (showNumber !== null) return { kind: 'wrong', at: token.at, reason: 'show-twice' };
      const read = readShow(token, token.show);
      if (typeof read !== 'number') return read;
      showNumber = read;
      continue;
    }
    const part = readPart(token);
    if ('kind' in part) return part;
    party = add(party, part);
    if (partySize(party) > BOOKING_SEATS_MAX) return { kind: 'wrong', at: token.at, reason: 'too-many' };
  }
  if (showNumber === null && party.length === 0) return { kind: 'empty' };
  return { kind: 'order', showNumber, party };
}

export function partySize(party: readonly PartyPart[]): number {
  return party.reduce((sum, part) => sum + part.count, 0);
}

/** One ticket type per seat, wheelchair places first, then in the order the clerk said them. */
export function partyTypes(party: readonly PartyPart[]): TicketType[] {
  const ordered = [...party.filter((part) => part.wheelchair), ...party.filter((part) => !part.wheelchair)];
  return ordered.flatMap((part) => Array.from({ length: part.count }, () => part.ticketType));
}

const LETTER_OF: Record<TicketType, TicketLetter> = {
  adult: 'a',
  child: 'c',
  student: 's',
  senior: 'p',
  disabled: 'd',
  companion: 'e',
};

/** The shortest explicit line that reads back as the same order. */
export function writeOrderLine(showNumber: number | null, party: readonly PartyPart[]): string {
  const parts = party.map((part) => `${part.count}${part.wheelchair ? 'w' : LETTER_OF[part.ticketType]}`);
  return parts.join('') + (showNumber === null ? '' : `.${showNumber}`);
}
