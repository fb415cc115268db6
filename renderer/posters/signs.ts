import type { Dice } from './dice.ts';
import { circle, fill, line, polygon, rect, SHEET, type Shape } from './pen.ts';

const { width: W, height: H } = SHEET;

/** One disc before another, and the small light beside them. */
export function eclipse(dice: Dice): Shape[] {
  const shift = dice.between(14, 34) * (dice.next() < 0.5 ? -1 : 1);
  const lift = dice.between(-18, 8);
  const r = dice.between(66, 76);
  return [
    line('second', 1.5, circle(100, 110, r + 14)),
    line('second', 1.5, circle(100, 110, r + 24), 0.6),
    fill('main', circle(100, 110, r)),
    fill('ground', circle(100 + shift, 110 + lift, r * 0.86)),
    fill('spark', circle(100 - shift * 2.1, 110 - r - 4, 6)),
  ];
}

/** An eye that has seen something: what, is in its pupil. */
export function eye(dice: Dice): Shape[] {
  const y = 112;
  const open = dice.between(46, 62);
  const lashes = dice.whole(9, 13);
  const shapes: Shape[] = [];
  for (let index = 0; index < lashes; index += 1) {
    const angle = Math.PI * (1.12 + (0.76 * index) / (lashes - 1));
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    shapes.push(
      line('second', 5, `M${100 + c * 84} ${y + s * (open + 8)}L${100 + c * 100} ${y + s * (open + 34)}`),
    );
  }
  const lid = `M10 ${y}Q100 ${y - open * 2} 190 ${y}Q100 ${y + open * 2} 10 ${y}Z`;
  const pupil = dice.pick([keyhole, star, heart, slit]);
  return [
    ...shapes,
    fill('spark', lid),
    fill('main', circle(100, y, open * 0.86)),
    fill('ground', circle(100, y, open * 0.56)),
    fill('spark', pupil(100, y, open * 0.3)),
  ];
}

function keyhole(x: number, y: number, r: number): string {
  return (
    circle(x, y - r * 0.3, r * 0.6) +
    polygon([x - r * 0.3, y], [x + r * 0.3, y], [x + r * 0.55, y + r * 1.1], [x - r * 0.55, y + r * 1.1])
  );
}

function star(x: number, y: number, r: number): string {
  const points = Array.from({ length: 10 }, (_, index): [number, number] => {
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    const reach = index % 2 === 0 ? r * 1.2 : r * 0.5;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  return polygon(...points);
}

function heart(x: number, y: number, r: number): string {
  return `M${x} ${y + r}C${x - r * 2} ${y - r * 0.4} ${x - r * 0.7} ${y - r * 1.5} ${x} ${y - r * 0.4}C${x + r * 0.7} ${y - r * 1.5} ${x + r * 2} ${y - r * 0.4} ${x} ${y + r}Z`;
}

function slit(x: number, y: number, r: number): string {
  return `M${x} ${y - r * 1.5}Q${x + r} ${y} ${x} ${y + r * 1.5}Q${x - r} ${y} ${x} ${y - r * 1.5}Z`;
}

/** Everything flies from one point. */
export function burst(dice: Dice): Shape[] {
  const x = dice.between(70, 130);
  const y = dice.between(90, 130);
  const rays = dice.whole(7, 11);
  const shapes: Shape[] = [];
  for (let index = 0; index < rays; index += 1) {
    const angle = (index * 2 * Math.PI) / rays + dice.between(-0.08, 0.08);
    const half = Math.PI / rays / dice.between(1.6, 2.4);
    const far = 300;
    shapes.push(
      fill(
        index % 2 === 0 ? 'main' : 'second',
        polygon(
          [x, y],
          [x + far * Math.cos(angle - half), y + far * Math.sin(angle - half)],
          [x + far * Math.cos(angle + half), y + far * Math.sin(angle + half)],
        ),
      ),
    );
  }
  const spikes = Array.from({ length: 24 }, (_, index): [number, number] => {
    const angle = (index * Math.PI) / 12;
    const reach = index % 2 === 0 ? dice.between(40, 56) : 26;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  const bolt = polygon(
    [x + 5, y - 20],
    [x - 12, y + 4],
    [x - 2, y + 4],
    [x - 6, y + 20],
    [x + 12, y - 5],
    [x + 2, y - 5],
  );
  return [
    ...shapes,
    fill('spark', polygon(...spikes)),
    fill('ground', bolt),
    fill('ground', rect(0, 214, W, H - 214)),
  ];
}

/** Tiles of quarter and half discs; one was laid the wrong way. */
export function tiles(dice: Dice): Shape[] {
  const side = dice.pick([40, 50]);
  const shapes: Shape[] = [];
  const columns = W / side;
  const rows = 200 / side;
  const odd = dice.whole(0, columns * rows - 1);
  for (let index = 0; index < columns * rows; index += 1) {
    const x = (index % columns) * side;
    const y = Math.floor(index / columns) * side;
    const back = (Math.floor(index / columns) + (index % columns)) % 2 === 0 ? 'second' : 'main';
    shapes.push(fill(back, rect(x, y, side + 0.3, side + 0.3), back === 'second' ? 0.55 : 1));
    const turn = dice.whole(0, 3);
    if (index === odd) shapes.push(fill('spark', circle(x + side / 2, y + side / 2, side * 0.36)));
    else shapes.push(fill(back === 'main' ? 'ground' : 'main', quarter(x, y, side, turn)));
  }
  return shapes;
}

function quarter(x: number, y: number, side: number, turn: number): string {
  const corners: readonly (readonly [number, number])[] = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];
  const [cx, cy] = corners[turn] ?? [x, y];
  const [ax, ay] = corners[(turn + 1) % 4] ?? [x, y];
  const [bx, by] = corners[(turn + 3) % 4] ?? [x, y];
  return `M${cx} ${cy}L${ax} ${ay}A${side} ${side} 0 0 1 ${bx} ${by}Z`;
}

/** Two discs that meet; where they do is the warmest place. */
export function encounter(dice: Dice): Shape[] {
  const r = dice.between(54, 60);
  const apart = dice.between(30, 38);
  const y = 108;
  const half = Math.sqrt(r * r - apart * apart);
  const lens = `M100 ${y - half}A${r} ${r} 0 0 1 100 ${y + half}A${r} ${r} 0 0 1 100 ${y - half}Z`;
  const gaze = dice.between(-10, 6);
  return [
    fill('main', circle(100 - apart, y, r)),
    fill('second', circle(100 + apart, y, r)),
    fill('spark', lens),
    fill('ground', circle(100 - apart - 12, y + gaze, 5)),
    fill('ground', circle(100 + apart + 12, y + gaze, 5)),
    line('ground', 3, `M${100 - apart - 22} ${y + 22}q10 9 20 3M${100 + apart + 2} ${y + 25}q10 6 20 -3`),
  ];
}

/** The title's first letter, too large for the sheet, and somebody in it. */
export function initial(dice: Dice, title: string): Shape[] {
  const words = title.replace(/^(the|a|an|der|die|das|el|la|los|las|le|les)\s+/i, '');
  const letter = /\p{L}|\p{N}/u.exec(words)?.[0];
  const x = dice.between(92, 108);
  const eyes = { x: dice.between(78, 122), y: dice.between(70, 96) };
  const looks = dice.between(-2.5, 2.5);
  return [
    fill('second', circle(dice.between(40, 160), dice.between(60, 160), dice.between(70, 86)), 0.6),
    { kind: 'letter', text: (letter ?? '?').toLocaleUpperCase('en'), x, y: 196, size: 250, ink: 'main' },
    fill('spark', circle(eyes.x - 15, eyes.y, 12) + circle(eyes.x + 15, eyes.y, 12)),
    fill(
      'ground',
      circle(eyes.x - 15 + looks, eyes.y + 2, 5.5) + circle(eyes.x + 15 + looks, eyes.y + 2, 5.5),
    ),
  ];
}
