import { ChartNoAxesColumn, LogOut, MonitorSmartphone, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, LANGUAGES, type Language } from '#renderer/i18n/languages.ts';
import { speak } from '#renderer/i18n/setup.ts';
import { IconButton, SegmentedControl, Select } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import { setLanguage, setTheme, useSettings } from '#renderer/stores/settings.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { ConnectionChip } from '../counter/header/connection-chip.tsx';

/** Where this device stands, who looks at it, and how the page looks. */
export type ManagerFace = 'today' | 'devices';

export function Header(props: {
  cinema: Cinema;
  staff: StaffMember;
  face: ManagerFace;
  onFace: (face: ManagerFace) => void;
  onSignOut: () => void;
}): ReactNode {
  const { cinema, staff, face, onFace, onSignOut } = props;
  const { t } = useTranslation(['today', 'devices']);
  const { identity } = useReplica();
  const isDark = useSettings((state) => state.theme) === 'ink';
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-2 print:hidden">
      <p className="min-w-0 flex-auto truncate sm:flex-1">
        <span className="font-strong">{identity.name}</span>
        <span className="text-quiet"> · {cinema.name}</span>
      </p>
      <SegmentedControl
        label={t('face', { ns: 'devices' })}
        options={[
          { id: 'today', label: t('today', { ns: 'devices' }), icon: ChartNoAxesColumn },
          { id: 'devices', label: t('title', { ns: 'devices' }), icon: MonitorSmartphone },
        ]}
        value={face}
        onChange={onFace}
      />
      <ConnectionChip />
      <div className="flex flex-wrap items-center justify-end gap-1 max-sm:basis-full sm:flex-1">
        <IconButton
          icon={isDark ? Sun : Moon}
          label={t(isDark ? 'header.theme.light' : 'header.theme.dark')}
          onPress={() => setTheme(isDark ? 'paper' : 'ink')}
        />
        <LanguageSelect />
        <span className="ms-2 max-w-40 truncate text-end">{staff.name}</span>
        <IconButton icon={LogOut} label={t('header.signOut')} onPress={onSignOut} />
      </div>
    </header>
  );
}

function LanguageSelect(): ReactNode {
  const { t, i18n } = useTranslation('today');
  const options = Object.entries(LANGUAGES).flatMap(([id, { name }]) =>
    isLanguage(id) ? [{ id, label: name }] : [],
  );
  const current = i18n.resolvedLanguage ?? 'en';
  const choose = (language: Language): void => {
    setLanguage(language);
    void speak(language);
  };
  return (
    <Select
      label={t('header.language')}
      hideLabel
      options={options}
      value={isLanguage(current) ? current : 'en'}
      onChange={choose}
    />
  );
}
