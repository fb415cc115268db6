import type { Ink } from './palettes.ts';

/** The sheet every poster is drawn on, in its own units: two to three, like the ones in the foyer. */
export const SHEET = { width: 200, height: 300 } as const;

/** One stroke of a drawing: a filled path, a drawn line, or both; or one huge letter. */
export type Shape =
  | { kind: 'fill'; d: string; ink: Ink; opacity?: number }
  | { kind: 'line'; d: string; ink: Ink; width: number; opacity?: number; dash?: string }
  | { kind: 'letter'; text: string; x: number; y: number; size: number; ink: Ink };

export const fill = (ink: Ink, d: string, opacity?: number): Shape =>
  opacity === undefined ? { kind: 'fill', d, ink } : { kind: 'fill', d, ink, opacity };

export const line = (ink: Ink, width: number, d: string, opacity?: number): Shape =>
  opacity === undefined ? { kind: 'line', d, ink, width } : { kind: 'line', d, ink, width, opacity };

export function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
}

export function ellipse(x: number, y: number, rx: number, ry: number): string {
  return `M${n(x - rx)} ${n(y)}a${n(rx)} ${n(ry)} 0 1 0 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-2 * rx)} 0Z`;
}

export function rect(x: number, y: number, width: number, height: number): string {
  return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
}

export function polygon(...points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;
}

/** A band of waves across the sheet, filled down to `bottom`. */
export function waves(top: number, swing: number, length: number, shift: number, bottom: number): string {
  let d = `M${n(-shift)} ${n(top)}`;
  for (let x = -shift, up = true; x < SHEET.width; x += length, up = !up) {
    d += `q${n(length / 2)} ${n(up ? -swing : swing)} ${n(length)} 0`;
  }
  return `${d}V${n(bottom)}H${n(-shift)}Z`;
}

/** Somebody standing at a place, seen from far: head and coat. */
export function person(x: number, feet: number, height: number): string {
  const head = height * 0.15;
  const shoulders = feet - height * 0.66;
  const coat = polygon(
    [x - height * 0.1, shoulders],
    [x + height * 0.1, shoulders],
    [x + height * 0.19, feet],
    [x - height * 0.19, feet],
  );
  return circle(x, feet - height + head, head) + coat;
}

/** Two decimals are finer than print, and keep the drawing small. */
export function n(value: number): number {
  return Math.round(value * 100) / 100;
}
