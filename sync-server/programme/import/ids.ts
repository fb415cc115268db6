import { createHash } from 'node:crypto';
import { CinemaId, MovieId, ScreenId, ShowId } from '#shared/wire/scalars.ts';

const SEPARATOR = '\u0000';

/** A few letters of `text` to recognise, and a hash of all of it to tell it from every other. */
function idOf(lettersMax: number, text: string, ...rest: readonly string[]): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, lettersMax)
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256')
    .update([text, ...rest].join(SEPARATOR))
    .digest('hex')
    .slice(0, 8);
  return letters === '' ? hash : `${letters}-${hash}`;
}

/** One spelling for names that differ only in capitals and spaces. */
export function sameName(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

export function cinemaIdOf(name: string, city: string): CinemaId {
  return CinemaId.parse(idOf(20, sameName(name), sameName(city)));
}

export function screenIdOf(cinemaId: CinemaId, name: string): ScreenId {
  return ScreenId.parse(`${cinemaId}.${idOf(12, sameName(name))}`);
}

/** The same title is the same movie in every cinema. */
export function movieIdOf(title: string): MovieId {
  return MovieId.parse(`movie-${idOf(28, sameName(title))}`);
}

/** `localStart` is what the clock in the cinema shows, `2026-11-26T19:30`; `screen` is empty where none is named. */
export function showIdOf(cinemaId: CinemaId, title: string, screen: string, localStart: string): ShowId {
  const hash = createHash('sha256')
    .update([sameName(title), sameName(screen), localStart].join(SEPARATOR))
    .digest('hex')
    .slice(0, 12);
  return ShowId.parse(`${cinemaId}.${localStart.replace(/[-:]/g, '')}-${hash}`);
}
