import type { ResourceLanguage } from 'i18next';
import { en } from './en/index.ts';

type LanguagePack = {
  /** The language's name in itself, as a visitor looks for it. */
  name: string;
  load: () => Promise<ResourceLanguage>;
};

/** Every language Foyer speaks. Another one is a folder beside `en` with the same keys, loaded when first chosen. */
export const LANGUAGES = {
  en: { name: 'English', load: () => Promise.resolve(en) },
  de: { name: 'Deutsch', load: async () => (await import('./de/index.ts')).de },
} as const satisfies Record<string, LanguagePack>;
export type Language = keyof typeof LANGUAGES;

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** Which way a locale (`ar`, `ar-EG`, `en-GB`) is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(new Intl.Locale(locale).language) ? 'rtl' : 'ltr';
}

/** The best of our languages for what the browser asks for; English if none fits. */
export function languageFor(wanted: readonly string[]): Language {
  for (const locale of wanted) {
    const language = locale.split('-')[0] ?? '';
    if (isLanguage(language)) return language;
  }
  return 'en';
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}
