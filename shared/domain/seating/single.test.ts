import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { bestAvailable } from './best.ts';
import { drawn, seat } from './drawn.fixture.ts';
import { strandedSeats } from './single.ts';

/** Draw the choice as `o`: the rest is the screen before it. */
function stranded(...lines: string[]): string[] {
  const layout = drawn(...lines.map((line) => line.replaceAll('o', '.').replaceAll('O', 'P')));
  const chosen = lines.flatMap((line, at) =>
    line.split('').flatMap((sign, column) => {
      return sign === 'o' || sign === 'O' ? [seat(`${String.fromCharCode(65 + at)}${column + 1}`)] : [];
    }),
  );
  return strandedSeats(layout.screen, layout.isFree, chosen);
}

describe('a choice that leaves a single seat', () => {
  test.each([
    ['one seat from the wall', ['.oo..'], ['A1']],
    ['one seat from the aisle', ['..oo. ...'], ['A5']],
    ['one seat from a sold one', ['.....oo.x'], ['A8']],
    ['one seat between two parts of the choice', ['..o.o..'], ['A4']],
    ['one at each end', ['.oooo.'], ['A1', 'A6']],
  ])('[SEA10] is warned of: %s', (_, lines, expected) => {
    expect(stranded(...lines, '....................')).toEqual(expected);
  });

  test.each([
    ['none is left', ['oo...']],
    ['it stood alone before', ['.xoo..']],
    ['it is a wheelchair place', ['Woo..']],
    ['it is kept for the house', ['Hoo..']],
    ['its neighbour is a wheelchair place and free', ['W.oo..']],
  ])('[SEA10] is not warned of when %s', (_, lines) => {
    expect(stranded(...lines, '....................')).toEqual([]);
  });

  test.each([
    ['three seats are all there is', ['oo.']],
    ['every gap is of three', ['oo.x...', '...x...']],
    ['it is the only row of its type', ['OOP', '....................']],
  ])('[SEA11] is not warned of when every choice would leave one: %s', (_, lines) => {
    expect(stranded(...lines)).toEqual([]);
  });

  test('[SEA11] a gap elsewhere that fits makes it needless again', () => {
    expect(stranded('oo.x..x')).toEqual(['A3']);
  });

  test('[SEA10] the other half of a love seat is a single seat too', () => {
    const { screen, isFree } = drawn('LLx', '....................');
    expect(strandedSeats(screen, isFree, [seat('A1')])).toEqual(['A2']);
  });

  test('[SEA10] seats the till holds itself count as free before the choice', () => {
    const { screen } = drawn('...xx', '.....');
    const own = [seat('A2'), seat('A3')];
    expect(strandedSeats(screen, (seatId) => !own.includes(seatId), own)).toEqual(['A1']);
  });
});

const row = fc.array(fc.constantFrom('.', '.', '.', 'x', ' '), { minLength: 2, maxLength: 14 });
property.prop([fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 6 })])(
  '[SEA2] [SEA10] nobody is warned of what best available chose',
  (rows, size) => {
    const layout = drawn(...rows.map((signs) => signs.join('')));
    const { screen, isFree } = layout;
    if (screen.seats.length === 0) return;
    const found = bestAvailable({ screen, isFree, party: { size }, keepAccessibleFree: true });
    if (found === null || found.reason.kind === 'split') return;
    expect(strandedSeats(screen, isFree, found.seatIds)).toEqual([]);
  },
);
