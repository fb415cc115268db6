import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormatsProvider } from '#renderer/i18n/formats-context.tsx';
import { localeOf } from '#renderer/i18n/lobby-languages.ts';
import { ShortcutSheet, useShortcutSheetKey } from '#renderer/kit/index.ts';
import { lobby, useLobby } from '#renderer/stores/lobby.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import { LobbyProvider } from './desk/lobby-provider.tsx';
import { useFollow } from './desk/use-follow.ts';
import { AccessDialog } from './frame/access.tsx';
import { useGuards, useLooks } from './guards/use-guards.ts';
import { useKiosk } from './guards/use-kiosk.ts';
import { useLobbyKeys } from './guards/use-lobby-keys.ts';
import { StillThere } from './idle/still-there.tsx';
import { StaffCorner } from './staff/corner.tsx';
import { RefusedCode } from './staff/refused-code.tsx';
import { useStaffPage } from './staff/staff-pages.tsx';
import { Attract } from './steps/attract.tsx';
import { DoneStep } from './steps/done-step.tsx';
import { MovieStep } from './steps/movie-step.tsx';
import { PayStep } from './steps/pay-step.tsx';
import { SeatsStep } from './steps/seats-step.tsx';
import { TicketsStep } from './steps/tickets-step.tsx';
import { TimeStep } from './steps/time-step.tsx';
import './lobby.css';

/** The kiosk in the foyer: visitors buy their tickets themselves. */
export function LobbyPage(props: { cinema: Cinema; bridge: Bridge; locale: string }): ReactNode {
  const { cinema, bridge } = props;
  const { i18n } = useTranslation();
  return (
    <FormatsProvider
      locale={localeOf(i18n.resolvedLanguage ?? 'en') ?? props.locale}
      zone={cinema.zone}
      currency={cinema.currency}
    >
      <LobbyProvider cinema={cinema} bridge={bridge}>
        <Lobby />
      </LobbyProvider>
    </FormatsProvider>
  );
}

function Lobby(): ReactNode {
  useLooks();
  useGuards();
  useKiosk();
  useLobbyKeys();
  useFollow();
  useShortcutSheetKey(() => lobby.set({ help: true }));
  const staff = useStaffPage();
  const step = useLobby((state) => state.step);
  return (
    <>
      {staff ?? <Step />}
      {staff === null && step === 'attract' && <RefusedCode />}
      <StaffCorner />
      <StillThere />
      <AccessDialog />
      <Help />
    </>
  );
}

function Step(): ReactNode {
  const step = useLobby((state) => state.step);
  switch (step) {
    case 'attract':
      return <Attract />;
    case 'movie':
      return <MovieStep />;
    case 'time':
      return <TimeStep />;
    case 'tickets':
      return <TicketsStep />;
    case 'seats':
      return <SeatsStep />;
    case 'pay':
      return <PayStep />;
    case 'done':
      return <DoneStep />;
  }
}

function Help(): ReactNode {
  const { t } = useTranslation('lobby');
  const isOpen = useLobby((state) => state.help);
  return (
    <ShortcutSheet
      isOpen={isOpen}
      onClose={() => lobby.set({ help: false })}
      groups={[
        {
          title: t('help.title'),
          shortcuts: [
            { keys: ['Tab'], does: t('help.keys.tab') },
            { keys: ['Enter'], does: t('help.keys.enter') },
            { keys: ['↑', '↓', '←', '→'], does: t('help.keys.arrows') },
            { keys: ['Esc'], does: t('help.keys.escape') },
            { keys: ['?'], does: t('help.keys.help') },
          ],
        },
      ]}
    />
  );
}
