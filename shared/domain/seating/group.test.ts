import { expect, test } from 'vitest';
import { keepsAccessibleFree } from './accessible.ts';
import { drawn, picture } from './drawn.fixture.ts';
import { bestForGroup } from './group.ts';

test('[SEA12] parties of one group each sit together and near each other, in the order they were named', () => {
  const layout = drawn('........', '........', '........', '........');
  const { screen, isFree } = layout;
  const seats = bestForGroup({ screen, isFree, keepAccessibleFree: true }, [{ size: 2 }, { size: 6 }]);
  expect(seats?.map(({ seatIds }) => seatIds.length)).toEqual([2, 6]);
  const chosen = seats?.flatMap(({ seatIds }) => seatIds) ?? [];
  expect(picture(layout, chosen)).toEqual(['........', '........', 'oooooooo', '........']);
});

test('[SEA12] a group is seated whole or not at all', () => {
  const { screen, isFree } = drawn('...');
  expect(bestForGroup({ screen, isFree, keepAccessibleFree: true }, [{ size: 2 }, { size: 2 }])).toBeNull();
});

test('[SEA13] accessible places are kept until half an hour before the start, or until all else is sold', () => {
  const startMs = Date.parse('2026-11-28T20:00:00Z');
  const minutes = (count: number) => startMs - count * 60_000;
  const open = drawn('WC..');
  expect(keepsAccessibleFree(open.screen, open.isFree, startMs, minutes(31))).toBe(true);
  expect(keepsAccessibleFree(open.screen, open.isFree, startMs, minutes(30))).toBe(false);
  const full = drawn('WCxxHB');
  expect(keepsAccessibleFree(full.screen, full.isFree, startMs, minutes(600))).toBe(false);
});
