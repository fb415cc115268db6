import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { isLanguage, LANGUAGES } from './languages.ts';

type Texts = ReadonlyMap<string, string>;

/** Every text by its path. */
function textsOf(tree: object, path = ''): Texts {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(at, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of textsOf(value, at)) found.set(inner, text);
    }
  }
  return found;
}

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map((match) => match[1] ?? '').sort();

/** Which plural forms a language needs is its own affair: `_one`, `_other`, `_few`, … stand for one text. */
const PLURAL = /_(zero|one|two|few|many|other)$/;
const singular = (texts: Texts): ReadonlySet<string> =>
  new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')));
const TRANSLATIONS = new Set(Object.keys(LANGUAGES).filter((id) => id !== 'en'));
const source = textsOf(en);

test.each([...TRANSLATIONS])('[I18N1] %s has exactly the texts that English has', async (id) => {
  const texts = textsOf(isLanguage(id) ? await LANGUAGES[id].load() : {});
  expect([...singular(texts)].sort()).toEqual([...singular(source)].sort());
});

test.each([...TRANSLATIONS])('[I18N1] %s has every plural form its grammar needs', async (id) => {
  const texts = textsOf(isLanguage(id) ? await LANGUAGES[id].load() : {});
  const forms = new Intl.PluralRules(id).resolvedOptions().pluralCategories;
  for (const key of singular(source)) {
    if (!source.has(`${key}_other`)) continue;
    for (const form of forms) expect(texts.has(`${key}_${form}`), `${key}_${form}`).toBe(true);
  }
});

test.each([...TRANSLATIONS])('[I18N2] %s fills in the same things as English', async (id) => {
  const texts = textsOf(isLanguage(id) ? await LANGUAGES[id].load() : {});
  for (const [key, text] of texts) {
    const english = source.get(key) ?? source.get(key.replace(PLURAL, '_other')) ?? '';
    expect(placeholdersOf(text), key).toEqual(placeholdersOf(english));
  }
});

test('[I18N3] no text is empty, and none has a point in its key', () => {
  for (const [key, text] of source) expect(text.trim(), key).not.toBe('');
  const keys = JSON.stringify(en).match(/"[^"]*":/g) ?? [];
  expect(keys.filter((key) => key.slice(1, -2).includes('.'))).toEqual([]);
});
