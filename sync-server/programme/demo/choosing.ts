import type { Format } from '#shared/wire/catalog.ts';
import type { Chance } from '../chance.ts';
import type { Picture } from './movies.ts';
import { PICTURES } from './pictures.ts';

/** The gap in the programme that wants a picture. */
type Gap = {
  /** After midnight of the business day. */
  minute: number;
  /** Which of the house's screens, the largest first. */
  at: number;
  screens: number;
  /** What the screen can show beside plain pictures. */
  format: Format | undefined;
  /** What ran last on the screen. */
  before: Picture | undefined;
};

/** Draws a picture for a gap. */
export function choosePicture(chance: Chance, gap: Gap): Picture {
  const weights = PICTURES.map((picture) => weightOf(picture, gap));
  let draw = chance.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    draw -= weight;
    const picture = PICTURES[index];
    if (draw < 0 && picture) return picture;
  }
  return PICTURES[0];
}

/** What draws most plays on the large screens; children by day, the brave and the short by night. */
function weightOf(picture: Picture, { minute, at, screens, format, before }: Gap): number {
  if (picture === before) return 0;
  if (picture.audience === 'family' && minute > 18 * 60) return 0;
  if (picture.audience === 'night' && minute < 16 * 60) return 0;
  if (minute > 22 * 60 && picture.minutes > 125) return 0;
  const large = 1 - at / screens;
  let weight = picture.draw ** (0.4 + 1.6 * large);
  if (picture.audience === 'family') weight *= 3;
  if (picture.audience === 'night') weight *= 2;
  if (format !== undefined && picture.formats.includes(format)) weight *= 12;
  return weight;
}
