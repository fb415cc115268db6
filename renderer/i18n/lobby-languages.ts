import type { ResourceLanguage } from 'i18next';
import { useSettings } from '#renderer/stores/settings.ts';
import { isLanguage, LANGUAGES, languageFor } from './languages.ts';
import { speakPack } from './setup.ts';

type LobbyPack = {
  readonly name: string;
  readonly load: () => Promise<ResourceLanguage>;
  /** How figures are written: the digits on seats, tickets, clocks and the terminal are the same in every language. */
  readonly locale?: string;
};

/** What visitors are spoken to in. A language may be here before the pages for staff are translated into it. */
export const LOBBY_LANGUAGES = {
  en: LANGUAGES.en,
  de: LANGUAGES.de,
  ar: {
    name: 'العربية',
    load: async () => (await import('./ar/index.ts')).ar,
    locale: 'ar-u-hc-h23-nu-latn',
  },
} as const satisfies Record<string, LobbyPack>;
export type LobbyLanguage = keyof typeof LOBBY_LANGUAGES;

export const LOBBY_LANGUAGE_IDS = ['en', 'de', 'ar'] as const satisfies readonly LobbyLanguage[];

/** How figures are written in a language, where it has a way of its own here; null: as the machine does. */
export function localeOf(language: string): string | null {
  const packs: Readonly<Record<string, LobbyPack>> = LOBBY_LANGUAGES;
  return packs[language]?.locale ?? null;
}

export function isLobbyLanguage(text: string): text is LobbyLanguage {
  return Object.hasOwn(LOBBY_LANGUAGES, text);
}

/** The language this machine is set to: what each visitor begins with. */
export function homeLanguage(): keyof typeof LANGUAGES {
  const { language } = useSettings.getState();
  return language !== null && isLanguage(language) ? language : languageFor(navigator.languages);
}

/** Speaks to this visitor; null: back to what the machine is set to. Nothing of it is kept. */
export async function speakIn(language: LobbyLanguage | null): Promise<void> {
  const id = language ?? homeLanguage();
  await speakPack(id, LOBBY_LANGUAGES[id].load);
}
