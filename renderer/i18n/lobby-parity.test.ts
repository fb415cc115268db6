import { expect, test } from 'vitest';
import { ar } from './ar/index.ts';
import { en } from './en/index.ts';

/** What a visitor in the lobby can be shown. */
const SHOWN = ['kit', 'seatmap', 'trade', 'lobby'] as const;
const PLURAL = /_(zero|one|two|few|many|other)$/;

function textsOf(tree: object, path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(`${path}.${key}`, value);
    else if (typeof value === 'object' && value !== null)
      for (const [inner, text] of textsOf(value, `${path}.${key}`)) found.set(inner, text);
  }
  return found;
}

const all = (language: Record<(typeof SHOWN)[number], object>): Map<string, string> =>
  new Map(SHOWN.flatMap((name) => [...textsOf(language[name], name)]));
const [english, arabic] = [all(en), all(ar)];
const stem = (key: string): string => key.replace(PLURAL, '');
const stems = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map(stem))].sort();
const filledIn = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);

test('[LOB1] Arabic has every text that a visitor can be shown, and none is empty', () => {
  expect(stems(arabic)).toEqual(stems(english));
  for (const [key, text] of arabic) expect(text.trim(), key).not.toBe('');
});

test('[LOB1] Arabic has its six plural forms wherever something is counted', () => {
  for (const key of stems(english)) {
    if (!english.has(`${key}_other`)) continue;
    for (const form of ['zero', 'one', 'two', 'few', 'many', 'other'])
      expect(arabic.has(`${key}_${form}`), `${key}_${form}`).toBe(true);
  }
});

test('[LOB1] Arabic fills in nothing that English does not, and leaves out no more than the number', () => {
  for (const [key, text] of arabic) {
    const source = english.get(key) ?? english.get(`${stem(key)}_other`) ?? '';
    const wanted = new Set(filledIn(source));
    for (const name of filledIn(text)) expect(wanted.has(name), `${key}: ${name}`).toBe(true);
    wanted.delete('count');
    expect(filledIn(text), key).toEqual(expect.arrayContaining([...wanted]));
  }
});
