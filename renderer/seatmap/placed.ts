import type { Point } from './plan.ts';

/** Where a drawing goes: its centre, and its turn in degrees. */
export type Place = Point & { turn: number };

type Step = { command: string; numbers: readonly number[] };

/**
 * Path data drawn round the origin, moved and turned to its place. Seats carry their place in their paths, because
 * each `transform` in an SVG is a layer of its own to the browser: with a thousand of them, one change took 6 ms.
 * Understands `M L H V Q A Z` with absolute coordinates; arcs must be of circles.
 */
export function placed(d: string, place: Place): string {
  const turn = (place.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const at = (x: number, y: number): string =>
    `${hundredths(place.x + x * cos - y * sin)} ${hundredths(place.y + x * sin + y * cos)}`;
  let [x, y] = [0, 0];
  let out = '';
  for (const { command, numbers } of stepsOf(d)) {
    const [a = 0, b = 0, c = 0, e = 0, f = 0, toX = 0, toY = 0] = numbers;
    switch (command) {
      case 'M':
      case 'L':
        [x, y] = [a, b];
        out += `${command}${at(x, y)}`;
        break;
      case 'H':
        x = a;
        out += `L${at(x, y)}`;
        break;
      case 'V':
        y = a;
        out += `L${at(x, y)}`;
        break;
      case 'Q':
        [x, y] = [c, e];
        out += `Q${at(a, b)} ${at(x, y)}`;
        break;
      case 'A':
        [x, y] = [toX, toY];
        out += `A${a} ${b} ${c} ${e} ${f} ${at(x, y)}`;
        break;
      default:
        out += 'Z';
    }
  }
  return out;
}

/** A point of a drawing, moved and turned to its place. */
export function placedPoint(point: Point, place: Place): Point {
  const turn = (place.turn * Math.PI) / 180;
  return {
    x: hundredths(place.x + point.x * Math.cos(turn) - point.y * Math.sin(turn)),
    y: hundredths(place.y + point.x * Math.sin(turn) + point.y * Math.cos(turn)),
  };
}

/** There are a few dozen drawings, each read once. */
const known = new Map<string, readonly Step[]>();
const KNOWN_MAX = 500;

function stepsOf(d: string): readonly Step[] {
  const before = known.get(d);
  if (before) return before;
  const steps = [...d.matchAll(/([MLHVQAZ])([^MLHVQAZ]*)/g)].map(([, command = 'Z', rest = '']) => ({
    command,
    numbers: (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number),
  }));
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(d, steps);
  return steps;
}

/** Hundredths of a unit are finer than any pixel, and keep the document small. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
