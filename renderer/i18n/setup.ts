import i18next, { type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { directionOf, LANGUAGES, type Language } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'kit';
    resources: typeof en;
  }
}

/** Starts the texts; call once before the first render. English is always there: a missing text falls back to it. */
export async function startI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'kit',
    resources: { en },
    interpolation: { escapeValue: false }, // React escapes
  });
  await speak(language);
}

/** Switches the language of every page at once, and the direction of writing with it. */
export async function speak(language: Language): Promise<void> {
  await speakPack(language, LANGUAGES[language].load);
}

/** The same for any pack of texts; what it lacks is said in English. */
export async function speakPack(language: string, load: () => Promise<ResourceLanguage>): Promise<void> {
  const texts = await load();
  for (const [namespace, keys] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, keys, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
