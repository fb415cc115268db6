import { describe, expect, test } from 'vitest';
import { film, performance, published } from '../testing/published.ts';
import { readProgramme } from './file.ts';

describe('a programme is read entry by entry', () => {
  const good = film('Good', [performance('2025-03-01T19:30Z')]);

  test.each([
    ['not a film at all', 7, /film 1/],
    ['no title', { ...film('', [performance('2025-03-01T19:30Z')]) }, /film 1/],
    ['a url that is none', { ...film('A', [performance('2025-03-01T19:30Z')]), url: 'here' }, /film 1, "A"/],
    ['no performance', film('A', []), /film 1, "A"/],
    [
      'a running time in words',
      film('A', [performance('2025-03-01T19:30Z')], { duration: 'long' }),
      /film 1, "A"/,
    ],
    [
      'a running time of days',
      film('A', [performance('2025-03-01T19:30Z')], { duration: 1e12 }),
      /film 1, "A"/,
    ],
    ['an unknown key', { ...film('A', [performance('2025-03-01T19:30Z')]), colour: 1 }, /film 1, "A"/],
  ])('[IMP1] a film with %s is skipped with its reason and the next is taken', (_, bad, what) => {
    const programme = published(bad, good);
    expect(programme.sessions.map((session) => session.film.title)).toEqual(['Good']);
    expect(programme.skippedFilms).toHaveLength(1);
    expect(programme.skippedFilms[0]?.what).toMatch(what);
    expect(programme.skippedFilms[0]?.why).not.toBe('');
  });

  test.each([
    ['a time in seconds', performance('2025-03-01T19:30Z', { time: 1_740_857_400 }), /time/],
    ['a time in words', performance('2025-03-01T19:30Z', { time: 'tonight' }), /time/],
    ['no notes', { ...performance('2025-03-01T19:30Z'), notes: undefined }, /notes/],
    [
      'an odd access mark',
      performance('2025-03-01T19:30Z', { accessibility: { smell: true } }),
      /accessibility/,
    ],
    ['an empty screen', performance('2025-03-01T19:30Z', { screen: ' ' }), /screen/],
    ['nothing in it', null, /./],
  ])('[IMP1] a performance with %s is skipped with its reason and the next is taken', (_, bad, why) => {
    const programme = published(film('A', [bad, performance('2025-03-02T19:30Z')]));
    expect(programme.sessions).toHaveLength(1);
    expect(programme.skippedSessions).toHaveLength(1);
    expect(programme.skippedSessions[0]?.what).toBe('"A", performance 1');
    expect(programme.skippedSessions[0]?.why).toMatch(why);
  });

  test.each([
    ['', /not JSON/],
    ['{"films": [', /not JSON/],
    ['[]', /source, snapshot and films/],
    ['{"source": "a", "snapshot": "b"}', /films/],
    ['"programme"', /source, snapshot and films/],
  ])('[IMP2] %j is refused as a whole, in one sentence', (text, why) => {
    const read = readProgramme(text);
    expect(read.kind).toBe('not-a-programme');
    if (read.kind === 'not-a-programme') {
      expect(read.why).toMatch(why);
      expect(read.why).not.toContain('\n');
    }
  });
});
