import { describe, expect, test } from 'vitest';
import { type BestQuery, type BestSeats, bestAvailable } from './best.ts';
import { type Drawn, drawn, picture, seat } from './drawn.fixture.ts';
import type { PartyRequest } from './party.ts';

type Extra = Partial<Omit<BestQuery, 'screen' | 'isFree' | 'party'>>;

function best(layout: Drawn, party: PartyRequest | number, extra: Extra = {}): BestSeats | null {
  const { screen, isFree } = layout;
  const request = typeof party === 'number' ? { size: party } : party;
  return bestAvailable({ screen, isFree, party: request, keepAccessibleFree: true, ...extra });
}

function shown(layout: Drawn, party: PartyRequest | number, extra: Extra = {}): string[] | null {
  const found = best(layout, party, extra);
  return found === null ? null : picture(layout, found.seatIds);
}

describe('side by side', () => {
  test('[SEA1] in an empty screen a party sits in the middle, two thirds of the way back', () => {
    const layout = drawn('..........', '..........', '..........', '..........', '..........', '..........');
    expect(shown(layout, 4)).toEqual([
      '..........',
      '..........',
      '..........',
      '...oooo...',
      '..........',
      '..........',
    ]);
    expect(best(layout, 4)?.reason).toEqual({
      kind: 'together',
      row: 'D',
      near: false,
      accessible: false,
      mayClash: false,
    });
  });

  test.each([
    ['an aisle parts neighbours', ['... ...'], 4, null],
    ['a sold seat parts neighbours', ['..x.'], 3, null],
    ['a house seat is not offered', ['..H.'], 3, null],
    ['a broken seat is not offered', ['..B.'], 3, null],
    ['a party no larger than the gap fits', ['x...x'], 3, ['xooox']],
    ['nobody sits on two rows while one has room', ['....', '....'], 4, ['....', 'oooo']],
  ])('[SEA1] %s', (_, lines, size, expected) => {
    // Children by themselves are never split, so this asks for one block or nothing.
    expect(shown(drawn(...lines), { size, children: size })).toEqual(expected);
  });

  test.each([
    ['two of five: the seat in the middle would leave nothing single', ['.....'], 2, ['oo...']],
    ['two of three leave one whatever they do', ['...'], 2, ['oo.']],
    ['a whole gap elsewhere is better than a single seat here', ['x..x', 'x...'], 2, ['xoox', 'x...']],
    ['one person takes the seat that stands alone', ['x.x..'], 1, ['xox..']],
    ['four of six move aside rather than leave one at each end', ['......'], 4, ['oooo..']],
    ['one person in a gap of two leaves one', ['..'], 1, ['o.']],
  ])('[SEA2] %s', (_, lines, size, expected) => {
    expect(shown(drawn(...lines), size)).toEqual(expected);
  });

  test('[SEA2] a choice that leaves a single seat names it', () => {
    expect(best(drawn('x...'), 2)?.reason).toMatchObject({
      kind: 'together-leaving-single',
      row: 'A',
      left: ['A4'],
    });
  });

  test('[SEA2] a seat that stood alone before is nobody’s fault', () => {
    expect(best(drawn('.x..'), 2)?.reason.kind).toBe('together');
  });

  test('[SEA7] a block of one seat type is better than a mixed one a seat nearer', () => {
    expect(shown(drawn('..PP..PP'), 2, {})).toEqual(['..oo..PP']);
    expect(shown(drawn('PP.....P'), 2, { types: ['premium'] })).toEqual(['oo.....P']);
    expect(shown(drawn('.P.P.'), 2, { types: ['vip'] })).toBeNull();
  });

  test('[SEA1] a seat with a restricted view is left for last', () => {
    expect(shown(drawn('..xRR...'), 2)).toEqual(['ooxRR...']);
  });
});

describe('love seats', () => {
  test.each([
    ['are taken in pairs', ['LLLL'], 2, ['ooLL']],
    ['are never torn apart', ['LL'], 1, null],
    ['seat three with a seat beside them', ['LL.'], 3, ['ooo']],
    ['are not for three', ['LLLL'], 3, null],
    ['leave their other half to nobody', ['Lx..'], 1, ['Lxo.']],
  ])('[SEA6] love seats %s', (_, lines, size, expected) => {
    expect(shown(drawn(...lines), size)).toEqual(expected);
  });
});

describe('split', () => {
  test('[SEA3] a party that fits in no row sits in neighbouring rows, as close as can be', () => {
    const layout = drawn('xxxxxx', '..xx..', 'xxxx..', '..xxxx');
    expect(shown(layout, 4)).toEqual(['xxxxxx', '..xxoo', 'xxxxoo', '..xxxx']);
    expect(best(layout, 4)?.reason).toMatchObject({ kind: 'split', rows: ['B', 'C'], left: [] });
  });

  test('[SEA3] rows with a row between them are not together', () => {
    expect(shown(drawn('..xx', 'xxxx', '..xx'), 4)).toBeNull();
  });

  test('[SEA3] across the aisle is together as well', () => {
    expect(shown(drawn('... ...', 'xxx xxx'), 5)).toEqual(['ooo oo.', 'xxx xxx']);
  });

  test('[SEA3] nobody sits alone when the party can be shared out otherwise', () => {
    expect(shown(drawn('...x', 'x...'), 4)).toEqual(['.oox', 'xoo.']);
  });

  test('[SEA3] five parts are no longer together', () => {
    expect(shown(drawn('.x.x.x.x.'), 5)).toBeNull();
    expect(shown(drawn('.x.x.x.'), 4)).toEqual(['oxoxoxo']);
  });

  test.each([
    ['one adult with two children is not split', { size: 3, children: 2 }, null],
    ['two adults with a child may be', { size: 3, children: 1 }, ['oox', 'xxo']],
    ['children by themselves are not split', { size: 3, children: 3 }, null],
    ['three adults may be', { size: 3 }, ['oox', 'xxo']],
  ])('[SEA4] %s', (_, party, expected) => {
    expect(shown(drawn('..x', 'xx.'), party)).toEqual(expected);
  });
});

describe('wheelchair and companion places', () => {
  const layout = drawn('WC..CW', '......');

  test('[SEA5] they are kept for those who need them', () => {
    expect(shown(drawn('WC..CW', 'xxxxxx'), 2)).toEqual(['WCooCW', 'xxxxxx']);
    expect(shown(drawn('WC', 'xx'), 2)).toBeNull();
    expect(shown(drawn('WC', 'xx'), 2, { keepAccessibleFree: false })).toEqual(['oo', 'xx']);
  });

  test('[SEA5] once they are no longer kept they are still taken last', () => {
    expect(shown(drawn('xCWCx', '..xxx'), 2, { keepAccessibleFree: false })).toEqual(['xCWCx', 'ooxxx']);
  });

  test('[SEA5] a wheelchair comes with its companion beside it', () => {
    expect(shown(layout, { size: 2, wheelchairs: 1 })).toEqual(['oo..CW', '......']);
    expect(best(layout, { size: 2, wheelchairs: 1 })?.reason.accessible).toBe(true);
  });

  test('[SEA5] a companion place is not taken without a wheelchair place', () => {
    expect(shown(drawn('xC', 'xx'), { size: 1, companions: 1 })).toBeNull();
    expect(shown(drawn('.C', 'xx'), { size: 2, companions: 1 })).toBeNull();
  });

  test('[SEA5] a lone wheelchair user leaves the companion place to others', () => {
    expect(shown(drawn('.WC.'), { size: 1, wheelchairs: 1, companions: 0 })).toEqual(['.oC.']);
  });

  test('[SEA5] two wheelchairs each keep their companion when the party is split', () => {
    expect(shown(layout, { size: 4, wheelchairs: 2 })).toEqual(['oo..oo', '......']);
  });

  test('[SEA5] a family splits behind the wheelchair, never the companion from it', () => {
    const family = drawn('WC  ', '....');
    expect(shown(family, { size: 4, wheelchairs: 1, children: 1 })).toEqual(['oo  ', 'oo..']);
    expect(shown(drawn('W   ', '....'), { size: 2, wheelchairs: 1 })).toBeNull();
  });

  test('[SEA5] a wheelchair place left alone is no single seat: it is meant to be', () => {
    expect(best(drawn('W..'), 2)?.reason.kind).toBe('together');
  });
});

describe('near, and away from danger', () => {
  test('[SEA8] near another booking means beside it, then behind it', () => {
    const layout = drawn('......', '......', '..xx..', '......');
    const near = [seat('C3'), seat('C4')];
    expect(shown(layout, 2, { near })).toEqual(['......', '......', 'ooxx..', '......']);
    expect(shown(layout, 6, { near })).toEqual(['......', '......', '..xx..', 'oooooo']);
    expect(best(layout, 2, { near })?.reason.near).toBe(true);
  });

  test('[SEA9] seats that may clash are left alone while anything else will do', () => {
    const layout = drawn('......', '......');
    const avoid = (seatId: string) => seatId.startsWith('B');
    expect(shown(layout, 4, { avoid })).toEqual(['oooo..', '......']);
    expect(best(layout, 4, { avoid })?.reason.mayClash).toBe(false);
  });

  test('[SEA9] with nothing else left they are offered, and it is said', () => {
    const layout = drawn('..xx', '..xx');
    const found = best(layout, 2, { avoid: () => true });
    expect(found?.reason).toMatchObject({ kind: 'together', mayClash: true });
    expect(best(layout, 5, { avoid: () => true })).toBeNull();
  });
});

describe('seats another kiosk would be asked for', () => {
  const ten = '..........';
  const elsewhere = (seatId: string) => seatId.startsWith('D');

  test('[SEA15] are passed over for seats nearly as good, and taken where they are clearly better', () => {
    const layout = drawn(ten, ten, ten, ten, ten, ten);
    const [, , , , row = ''] = shown(layout, 4, { elsewhere }) ?? [];
    expect(row).toBe('...oooo...');
    const frontOnly = drawn(ten, ten, ten, ten, 'xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxxxxxxx');
    expect(shown(frontOnly, 4, { elsewhere: (id) => !id.startsWith('A') })?.[3]).toBe('...oooo...');
  });

  test('[SEA15] never part a party, leave a single seat, or bring somebody away from their own', () => {
    expect(shown(drawn('xx..', '....'), 4, { elsewhere: (id) => id.startsWith('B') })?.[1]).toBe('oooo');
    expect(shown(drawn('....', '...x'), 2, { elsewhere: (id) => id.startsWith('A') })?.[0]).toBe('oo..');
    const near = [seat('D3'), seat('D4')];
    const beside = shown(drawn(ten, ten, ten, '..xx......', ten), 2, { near, elsewhere });
    expect(beside?.[3]).toBe('..xxoo....');
  });
});

test('[SEA1] a party of nobody, or of fewer people than wheelchairs, is a mistake of the caller', () => {
  expect(() => best(drawn('..'), 0)).toThrow('at least one person');
  expect(() => best(drawn('..'), { size: 1, wheelchairs: 2 })).toThrow('counted among the party');
});
