import type { Dice } from './dice.ts';
import { circle, ellipse, fill, line, person, polygon, rect, SHEET, type Shape, waves } from './pen.ts';

const { width: W, height: H } = SHEET;

/** A sun low over hills, and somebody who has walked there. */
export function horizon(dice: Dice): Shape[] {
  const sunX = dice.between(58, 142);
  const sunR = dice.between(44, 60);
  const walker = dice.between(30, 170);
  return [
    fill('spark', circle(sunX, 168, sunR)),
    fill('second', waves(190, dice.between(26, 44), 120, dice.between(0, 110), H), 0.9),
    fill('main', waves(225, dice.between(18, 30), 90, dice.between(0, 85), H)),
    fill('ground', person(walker, 234, 26)),
    fill('ground', waves(262, dice.between(14, 24), 140, dice.between(0, 130), H), 0.55),
  ];
}

/** A town asleep, but for one window. */
export function skyline(dice: Dice): Shape[] {
  const shapes: Shape[] = [fill('spark', circle(dice.between(45, 155), 122, dice.between(16, 26)))];
  const windows: { x: number; y: number }[] = [];
  let x = -6;
  for (let index = 0; x < W && index < 12; index += 1) {
    const width = dice.between(24, 42);
    const top = dice.between(130, 225);
    const ink = index % 2 === 0 ? 'main' : 'second';
    shapes.push(fill(ink, rect(x, top, width + 0.5, H - top)));
    if (dice.next() < 0.4)
      shapes.push(fill(ink, polygon([x, top], [x + width, top], [x + width / 2, top - 16])));
    for (let wy = top + 10; wy < H - 16; wy += 17) {
      for (let wx = x + 6; wx + 6 <= x + width - 5; wx += 11) {
        if (wx > 8 && wx < W - 16) windows.push({ x: wx, y: wy });
      }
    }
    x += width;
  }
  const awake = dice.whole(0, Math.max(0, windows.length - 1));
  windows.forEach((at, index) => {
    shapes.push(
      fill(index === awake ? 'spark' : 'ground', rect(at.x, at.y, 6, 9), index === awake ? 1 : 0.6),
    );
  });
  return shapes;
}

/** A road to a striped sun, and one car that is already far. */
export function road(dice: Dice): Shape[] {
  const x = dice.between(80, 120);
  const sky = 190;
  const sunR = dice.between(52, 66);
  const stripes = [0, 1, 2, 3].map((index) =>
    fill('ground', rect(0, sky - 8 - index * 14, W, 1.5 + (3 - index) * 1.6)),
  );
  const dashes = [0, 1, 2, 3, 4].map((index) => {
    const top = sky + 8 + index ** 2 * 5;
    const tall = 5 + index * 4;
    const at = (y: number): number => x + ((100 - x) * (y - sky)) / (H - sky);
    const wide = 0.8 + index * 0.9;
    return fill(
      'spark',
      polygon(
        [at(top) - wide, top],
        [at(top) + wide, top],
        [at(top + tall) + wide * 1.4, top + tall],
        [at(top + tall) - wide * 1.4, top + tall],
      ),
    );
  });
  return [
    fill('spark', circle(x, sky - 12, sunR)),
    ...stripes,
    fill('second', rect(0, sky, W, H - sky)),
    fill('main', polygon([x - 4, sky], [x + 4, sky], [184, H], [16, H])),
    ...dashes,
    fill('ground', rect(x + 1.5, sky + 3, 7, 5)),
    fill('ground', rect(x + 2.8, sky, 4.4, 4)),
  ];
}

/** Scales of a sea, row upon row; something comes up between them. */
export function sea(dice: Dice): Shape[] {
  const r = dice.pick([20, 25]);
  const shapes: Shape[] = [];
  const rows = Math.ceil((H - 150) / (r / 2)) + 1;
  const finRow = dice.whole(2, 4);
  const finX = dice.between(50, 150);
  for (let row = 0; row < rows; row += 1) {
    const y = 150 + row * (r / 2) + r;
    if (row === finRow) {
      const visitor =
        dice.next() < 0.5
          ? polygon([finX - 16, y - 4], [finX + 6, y - 44], [finX + 18, y - 4])
          : `${polygon([finX - 24, y - 22], [finX + 24, y - 22], [finX + 14, y - 4], [finX - 14, y - 4])}${polygon([finX, y - 26], [finX, y - 62], [finX + 22, y - 26])}`;
      shapes.push(fill('spark', visitor));
    }
    for (let x = row % 2 === 0 ? 0 : r; x <= W + r; x += 2 * r) {
      shapes.push(
        fill(row % 2 === 0 ? 'main' : 'second', circle(x, y, r)),
        line('ground', 2, circle(x, y, r * 0.94)),
        line('ground', 2, circle(x, y, r * 0.55), 0.7),
      );
    }
  }
  return shapes;
}

/** Rings of a far system; a small ship leaves it. */
export function orbits(dice: Dice): Shape[] {
  const x = dice.between(76, 124);
  const y = 112;
  const tilt = dice.between(0.4, 0.85);
  const shapes: Shape[] = [fill('spark', circle(x, y, dice.between(24, 32)))];
  [52, 78, 106].forEach((r, index) => {
    const angle = dice.between(0, Math.PI * 2);
    shapes.push(
      line('second', 3, ellipse(x, y, r, r * tilt)),
      fill(
        'main',
        circle(x + r * Math.cos(angle), y + r * tilt * Math.sin(angle), dice.between(8, 11) + index * 3),
      ),
    );
  });
  const [shipX, shipY] = [dice.between(30, 170), dice.between(20, 36)];
  const ship = polygon([shipX, shipY - 14], [shipX + 6, shipY + 5], [shipX, shipY], [shipX - 6, shipY + 5]);
  return [...shapes, fill('spark', ship)];
}
