import type { AccessMark, Format } from '#shared/wire/catalog.ts';
import type { Performance } from './file.ts';

/** The rarest first: an IMAX 3D performance is sold as IMAX. */
const FORMATS = [
  [/(?<![a-z0-9])4dx(?![a-z0-9])/i, '4dx'],
  [/(?<![a-z0-9])screen ?x(?![a-z0-9])/i, 'screenx'],
  [/(?<![a-z0-9])imax(?![a-z0-9])/i, 'imax'],
  [/(?<![a-z0-9])3-?d(?![a-z0-9])/i, '3d'],
  [/(?<![a-z0-9])atmos(?![a-z0-9])/i, 'atmos'],
] as const satisfies readonly (readonly [RegExp, Format])[];

/** What the notes, the screen's name or a title say of the format; plain pictures say nothing. */
export function formatIn(...texts: readonly (string | undefined)[]): Format {
  const said = texts.join('\n');
  return FORMATS.find(([pattern]) => pattern.test(said))?.[1] ?? '2d';
}

const ACCESS = [
  ['audioDescription', 'audio-description'],
  ['subtitled', 'subtitled'],
  ['hardOfHearing', 'hard-of-hearing'],
  ['relaxed', 'relaxed'],
  ['babyFriendly', 'baby-friendly'],
] as const satisfies readonly (readonly [keyof Performance['accessibility'], AccessMark])[];

/** The access marks that are said to be true, in one fixed order. */
export function accessIn(marks: Performance['accessibility']): AccessMark[] {
  return ACCESS.filter(([key]) => marks[key] === true).map(([, mark]) => mark);
}

/** BCP 47 tags of the languages that programmes name. */
const LANGUAGES = new Map(
  Object.entries({
    arabic: 'ar',
    bengali: 'bn',
    cantonese: 'yue',
    danish: 'da',
    dutch: 'nl',
    english: 'en',
    french: 'fr',
    german: 'de',
    gujarati: 'gu',
    hindi: 'hi',
    irish: 'ga',
    italian: 'it',
    japanese: 'ja',
    kannada: 'kn',
    korean: 'ko',
    lithuanian: 'lt',
    malayalam: 'ml',
    mandarin: 'zh',
    marathi: 'mr',
    polish: 'pl',
    portuguese: 'pt',
    punjabi: 'pa',
    romanian: 'ro',
    russian: 'ru',
    spanish: 'es',
    tamil: 'ta',
    telugu: 'te',
    turkish: 'tr',
    ukrainian: 'uk',
    urdu: 'ur',
  }),
);

/** The language a title ends with in brackets: `Sky Force (Hindi)`. */
export function languageOfTitle(title: string): string | undefined {
  return LANGUAGES.get((/\((\p{L}+)\)\s*$/u.exec(title)?.[1] ?? '').toLowerCase());
}

/** The language a line of the notes names: `Korean (Audio)`. */
export function languageOfNotes(notes: string): string | undefined {
  return LANGUAGES.get((/^\s*(\p{L}+) \(Audio\)\s*$/mu.exec(notes)?.[1] ?? '').toLowerCase());
}
