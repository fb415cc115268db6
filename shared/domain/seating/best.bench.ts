import { bench, describe } from 'vitest';
import { bestAvailable } from './best.ts';
import { drawn } from './drawn.fixture.ts';
import { strandedSeats } from './single.ts';

/** 25 rows of 40 seats; the pattern says which are sold. */
function hall(isSold: (row: number, column: number) => boolean): ReturnType<typeof drawn> {
  const row = (at: number) =>
    Array.from({ length: 40 }, (_, column) => (isSold(at, column) ? 'x' : '.')).join('');
  return drawn(...Array.from({ length: 25 }, (_, at) => row(at)));
}

const EMPTY = hall(() => false);
const HALF_SOLD = hall((row, column) => (column + row) % 8 < 4);
const NEARLY_SOLD = hall((row, column) => (column * 7 + row * 3) % 5 !== 0 && (column + row) % 6 > 1);

describe('1,000 seats: the target is 2 ms for a party of six', () => {
  for (const [name, { screen, isFree }] of Object.entries({ EMPTY, HALF_SOLD, NEARLY_SOLD })) {
    for (const size of [2, 6, 20]) {
      bench(`best available, ${name.toLowerCase()}, party of ${size}`, () => {
        bestAvailable({ screen, isFree, party: { size }, keepAccessibleFree: true });
      });
    }
  }
  bench('single seats left by a choice', () => {
    strandedSeats(
      EMPTY.screen,
      EMPTY.isFree,
      EMPTY.screen.seats.slice(1, 3).map((seat) => seat.id),
    );
  });
});
