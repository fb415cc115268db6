import type { Dice } from './dice.ts';
import { circle, ellipse, fill, line, person, polygon, rect, SHEET, type Shape } from './pen.ts';

const { width: W } = SHEET;

/** A door ajar, the light that falls out of it, and whoever stands in it. */
export function door(dice: Dice): Shape[] {
  const x = dice.between(74, 96);
  const fallsLeft = dice.next() < 0.5;
  const reach = fallsLeft ? -70 : 70;
  return [
    fill('second', rect(0, 0, W, 172), 0.55),
    fill('main', rect(x - 6, 42, 58, 130)),
    fill('spark', rect(x, 48, 46, 124)),
    fill('spark', polygon([x, 172], [x + 46, 172], [x + 78 + reach, 212], [x - 32 + reach, 212])),
    fill('ground', polygon([x, 48], [x + 20, 56], [x + 20, 180], [x, 172])),
    fill('spark', circle(x + 16, 114, 1.8)),
    fill('main', person(x + 32, 174, 62)),
    fill(
      'main',
      polygon([x + 26, 174], [x + 38, 174], [x + 40 + reach * 0.8, 210], [x + 14 + reach * 0.8, 210]),
      0.75,
    ),
  ];
}

/** The curtain parts; a small thing stands in the light. */
export function curtain(dice: Dice): Shape[] {
  const folds = dice.whole(5, 7);
  const gap = dice.between(26, 44);
  const middle = dice.between(88, 112);
  const shapes: Shape[] = [
    fill(
      'spark',
      polygon([middle - 8, 0], [middle + 8, 0], [middle + gap + 14, 196], [middle - gap - 14, 196]),
      0.35,
    ),
    fill('spark', ellipse(middle, 196, gap + 18, 9)),
    fill('ground', performer(dice, middle, 197)),
  ];
  for (const side of [-1, 1]) {
    const edge = side < 0 ? 0 : W;
    for (let fold = 0; fold < folds; fold += 1) {
      const near = (share: number, top: number): number => edge + (top - edge) * share;
      const [from, to] = [fold / folds, (fold + 1) / folds];
      const top = middle;
      const bottom = middle + side * (gap + 6);
      const waist = middle + side * (gap + 4);
      const d =
        `M${near(from, top)} 0L${near(to, top)} 0Q${near(to, waist)} 90 ${near(to, bottom)} 210` +
        `L${near(from, bottom)} 210Q${near(from, waist)} 90 ${near(from, top)} 0Z`;
      shapes.push(fill(fold % 2 === 0 ? 'main' : 'second', d));
    }
  }
  return shapes;
}

function performer(dice: Dice, x: number, floor: number): string {
  const acts = [
    () => person(x, floor, 46),
    // A chair, waiting.
    () => rect(x - 9, floor - 34, 3, 34) + rect(x - 9, floor - 17, 19, 4) + rect(x + 7, floor - 17, 3, 17),
    // A microphone on its stand.
    () => circle(x, floor - 42, 5) + rect(x - 1.2, floor - 38, 2.4, 36) + rect(x - 10, floor - 3, 20, 3),
    // A cat.
    () =>
      ellipse(x, floor - 10, 9, 11) +
      circle(x, floor - 25, 7) +
      polygon([x - 7, floor - 28], [x - 6, floor - 37], [x - 1, floor - 31]) +
      polygon([x + 7, floor - 28], [x + 6, floor - 37], [x + 1, floor - 31]),
  ] as const;
  return dice.pick([acts[0], acts[1], acts[2], acts[3]])();
}

/** Stairs, and a ball that has come down most of them. */
export function stairs(dice: Dice): Shape[] {
  const count = dice.whole(6, 8);
  const wide = W / count;
  const top = dice.between(112, 138);
  const ballR = dice.between(8, 12);
  const tall = (SHEET.height - top) / count;
  const downwards = dice.next() < 0.5;
  const shapes: Shape[] = [];
  const at = (step: number): { x: number; y: number } => ({
    x: (downwards ? step : count - 1 - step) * wide,
    y: top + step * tall,
  });
  for (let step = 0; step < count; step += 1) {
    const { x, y } = at(step);
    shapes.push(fill(step % 2 === 0 ? 'main' : 'second', rect(x, y, wide + 0.5, 300 - y)));
    shapes.push(fill('ground', rect(x, y, wide + 0.5, 3), 0.5));
  }
  const stop = dice.whole(2, count - 2);
  for (let step = 0; step < stop; step += 1) {
    const here = at(step);
    const there = at(step + 1);
    const hop = `M${here.x + wide / 2} ${here.y - 8}Q${(here.x + there.x) / 2 + wide / 2} ${here.y - 34} ${there.x + wide / 2} ${there.y - 8}`;
    shapes.push({ kind: 'line', d: hop, ink: 'spark', width: 1.6, dash: '1 4' });
  }
  const ball = at(stop);
  shapes.push(fill('spark', circle(ball.x + wide / 2, ball.y - ballR, ballR)));
  return shapes;
}

/** A spiral with no end; somebody has just walked in. */
export function labyrinth(dice: Dice): Shape[] {
  const turns = dice.whole(4, 6);
  const x = 100;
  const y = 108;
  const turnsRight = dice.next() < 0.5 ? 1 : -1;
  const start = dice.between(0, Math.PI * 2);
  let d = '';
  const steps = turns * 24;
  for (let step = 0; step <= steps; step += 1) {
    const angle = start + (turnsRight * step * Math.PI) / 12;
    const r = 6 + (step / steps) * 84;
    d += `${step === 0 ? 'M' : 'L'}${(x + r * Math.cos(angle)).toFixed(1)} ${(y + r * Math.sin(angle)).toFixed(1)}`;
  }
  const end = start + (turnsRight * steps * Math.PI) / 12;
  const [endX, endY] = [x + 90 * Math.cos(end), y + 90 * Math.sin(end)];
  return [
    fill('second', circle(x, y, 98), 0.55),
    { kind: 'line', d, ink: 'main', width: 84 / turns / 2 },
    fill('spark', circle(x, y, 7)),
    fill('spark', person(endX, endY + 9, 28)),
  ];
}

/** A balloon that carries what no balloon carries. */
export function balloon(dice: Dice): Shape[] {
  const x = dice.between(84, 116);
  const r = dice.between(44, 54);
  const sway = dice.between(-22, 22);
  const burden = dice.pick([anvil, house, chair]);
  return [
    fill('second', circle(dice.between(20, 60), dice.between(120, 150), 22), 0.45),
    fill('second', circle(dice.between(140, 180), dice.between(40, 80), 16), 0.45),
    fill('main', ellipse(x, 72, r, r * 1.12)),
    fill('ground', ellipse(x - r * 0.4, 72 - r * 0.45, r * 0.14, r * 0.22), 0.6),
    fill('main', polygon([x, 70 + r * 1.1], [x + 6, 80 + r * 1.12], [x - 6, 80 + r * 1.12])),
    line('ink', 1.4, `M${x} ${78 + r * 1.12}Q${x + sway} 160 ${x} 178`),
    fill('spark', burden(x, 178)),
  ];
}

function anvil(x: number, y: number): string {
  return polygon(
    [x - 26, y],
    [x + 20, y],
    [x + 20, y + 9],
    [x + 7, y + 13],
    [x + 7, y + 20],
    [x + 16, y + 28],
    [x - 16, y + 28],
    [x - 7, y + 20],
    [x - 7, y + 13],
    [x - 15, y + 9],
  );
}

function house(x: number, y: number): string {
  return polygon(
    [x, y],
    [x + 20, y + 14],
    [x + 14, y + 14],
    [x + 14, y + 32],
    [x - 14, y + 32],
    [x - 14, y + 14],
    [x - 20, y + 14],
  );
}

function chair(x: number, y: number): string {
  return rect(x - 12, y, 4, 34) + rect(x - 12, y + 16, 24, 4) + rect(x + 8, y + 16, 4, 18);
}
