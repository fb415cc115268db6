import { Coins, CreditCard, Keyboard, LogOut, Moon, Printer, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, LANGUAGES, type Language } from '#renderer/i18n/languages.ts';
import { speak } from '#renderer/i18n/setup.ts';
import { IconButton, Select, Tooltip } from '#renderer/kit/index.ts';
import { counter, useCounterPart } from '#renderer/stores/counter.ts';
import { setLanguage, setTheme, useSettings } from '#renderer/stores/settings.ts';
import { safeSeats } from '#shared/domain/allotment/kiosk.ts';
import { DrillButton } from '../../drill/drill-button.tsx';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { openTill } from '../till/steps.ts';
import { ConnectionChip } from './connection-chip.tsx';
import { DeviceLink } from './device-link.tsx';

/** Where this till stands, who works at it, and how the page looks. */
export function Header({ onSignOut }: { onSignOut: () => void }): ReactNode {
  const { t } = useTranslation(['counter', 'till']);
  const { staff, desk } = useDesk();
  const view = useView(({ cinema }) => ({ cinema }));
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-2">
      <h1 className="min-w-0 flex-auto truncate text-base sm:flex-1">
        {desk.replica.identity.name}
        <span className="font-normal text-quiet"> · {view.cinema.name}</span>
      </h1>
      <Connection />
      <div className="flex flex-wrap items-center justify-end gap-1 max-sm:basis-full sm:flex-auto xl:flex-nowrap">
        <DeviceLink href="/printer" icon={Printer} label={t('header.printer')} />
        <DeviceLink href="/terminal" icon={CreditCard} label={t('header.terminal')} />
        <IconButton icon={Coins} label={t('title', { ns: 'till' })} shortcut="F12" onPress={openTill} />
        <DrillButton staff={staff} />
        <IconButton
          icon={Keyboard}
          label={t('header.help')}
          shortcut="?"
          onPress={() => counter.set({ help: true })}
        />
        <ThemeButton />
        <LanguageSelect />
        <Tooltip text={t('header.switchClerk')}>
          <span className="ms-2 max-w-40 truncate text-end">{staff.name}</span>
        </Tooltip>
        <IconButton icon={LogOut} label={t('header.signOut')} onPress={onSignOut} />
      </div>
    </header>
  );
}

function Connection(): ReactNode {
  const { listing, own, isOffline } = useView((view) => ({
    listing: view.listing,
    own: view.own,
    isOffline: view.isOffline,
  }));
  const { orderId } = useCounterPart(({ orderId }) => ({ orderId }));
  if (!isOffline || listing === null) return <ConnectionChip />;
  return <ConnectionChip safe={safeSeats(own, orderId).size} />;
}

function ThemeButton(): ReactNode {
  const { t } = useTranslation('counter');
  const isDark = useSettings((state) => state.theme) === 'ink';
  return (
    <IconButton
      icon={isDark ? Sun : Moon}
      label={t(isDark ? 'header.light' : 'header.dark')}
      onPress={() => setTheme(isDark ? 'paper' : 'ink')}
    />
  );
}

function LanguageSelect(): ReactNode {
  const { t, i18n } = useTranslation('counter');
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
