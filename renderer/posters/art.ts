import { createDice, type Dice } from './dice.ts';
import { horizon, orbits, road, sea, skyline } from './landscapes.ts';
import { PALETTES, type Palette } from './palettes.ts';
import type { Shape } from './pen.ts';
import { balloon, curtain, door, labyrinth, stairs } from './rooms.ts';
import { burst, eclipse, encounter, eye, initial, tiles } from './signs.ts';

type Composition = {
  draw: (dice: Dice, title: string) => Shape[];
  /** The end of the sheet that the drawing leaves to the title. */
  titleAt: 'top' | 'bottom';
  /** Genres it likes, as parts of their English names in lower case. */
  likes: readonly string[];
};

export const COMPOSITIONS = {
  horizon: { draw: horizon, titleAt: 'top', likes: ['drama', 'western', 'adventure', 'biograph'] },
  skyline: { draw: skyline, titleAt: 'top', likes: ['crime', 'thriller', 'drama', 'noir'] },
  road: { draw: road, titleAt: 'top', likes: ['action', 'adventure', 'western', 'sport'] },
  sea: { draw: sea, titleAt: 'top', likes: ['adventure', 'family', 'war', 'animation'] },
  orbits: { draw: orbits, titleAt: 'bottom', likes: ['sci', 'science', 'documentary'] },
  door: { draw: door, titleAt: 'bottom', likes: ['horror', 'thriller', 'mystery'] },
  curtain: { draw: curtain, titleAt: 'bottom', likes: ['music', 'comedy', 'concert', 'opera', 'theatre'] },
  stairs: { draw: stairs, titleAt: 'top', likes: ['thriller', 'comedy', 'family', 'crime'] },
  labyrinth: { draw: labyrinth, titleAt: 'bottom', likes: ['mystery', 'fantasy', 'horror'] },
  balloon: { draw: balloon, titleAt: 'bottom', likes: ['family', 'comedy', 'animation', 'kids'] },
  eclipse: { draw: eclipse, titleAt: 'bottom', likes: ['sci', 'horror', 'drama'] },
  eye: { draw: eye, titleAt: 'bottom', likes: ['horror', 'mystery', 'documentary', 'thriller'] },
  burst: { draw: burst, titleAt: 'bottom', likes: ['action', 'war', 'superhero', 'sport'] },
  tiles: { draw: tiles, titleAt: 'bottom', likes: ['documentary', 'music', 'history', 'animation'] },
  encounter: { draw: encounter, titleAt: 'bottom', likes: ['romance', 'comedy', 'drama'] },
  initial: { draw: initial, titleAt: 'bottom', likes: ['family', 'animation', 'comedy', 'kids'] },
} as const satisfies Record<string, Composition>;
export type CompositionName = keyof typeof COMPOSITIONS;

export type PosterSubject = { seed: number; title: string; genres: readonly string[] };
export type PosterArt = {
  composition: CompositionName;
  palette: Palette;
  titleAt: Composition['titleAt'];
  shapes: readonly Shape[];
};

/** Of ten posters about seven follow their genre; the others surprise. */
const SURPRISE = 0.3;

/** The poster of a movie: the same seed and title always give the same picture. */
export function artOf({ seed, title, genres }: PosterSubject): PosterArt {
  const dice = createDice(seed, title);
  const composition = chosenFor(dice, genres);
  const palette = dice.pick(PALETTES);
  const { draw, titleAt } = COMPOSITIONS[composition];
  return { composition, palette, titleAt, shapes: draw(dice, title) };
}

function chosenFor(dice: Dice, genres: readonly string[]): CompositionName {
  const all = Object.keys(COMPOSITIONS).filter(isComposition);
  const words = genres.map((genre) => genre.toLowerCase());
  const fitting = all.filter((name) =>
    COMPOSITIONS[name].likes.some((like) => words.some((word) => word.includes(like))),
  );
  const [first = 'horizon', ...rest] = fitting.length === 0 || dice.next() < SURPRISE ? all : fitting;
  return dice.pick([first, ...rest]);
}

function isComposition(name: string): name is CompositionName {
  return Object.hasOwn(COMPOSITIONS, name);
}
