import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { directionOf } from '#renderer/i18n/languages.ts';
import {
  isLobbyLanguage,
  LOBBY_LANGUAGE_IDS,
  LOBBY_LANGUAGES,
  speakIn,
} from '#renderer/i18n/lobby-languages.ts';

/** Every language by its own name, in sight on every page. */
export function Languages(): ReactNode {
  const { t, i18n } = useTranslation('lobby');
  const current = i18n.resolvedLanguage ?? 'en';
  return (
    <ToggleButtonGroup
      aria-label={t('language')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[current]}
      onSelectionChange={(keys) => {
        const [chosen] = [...keys].map(String);
        if (chosen !== undefined && isLobbyLanguage(chosen)) void speakIn(chosen);
      }}
      className="flex flex-wrap gap-1"
    >
      {LOBBY_LANGUAGE_IDS.map((id) => (
        <ToggleButton
          key={id}
          id={id}
          lang={id}
          dir={directionOf(id)}
          className="min-h-target min-w-target rounded-md border border-transparent px-2 text-quiet max-sm:px-1 max-sm:text-sm sm:px-4 select-none pressed:bg-line selected:border-line-strong selected:bg-surface selected:font-strong selected:text-text"
        >
          {LOBBY_LANGUAGES[id].name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
