import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FormatsProvider } from '#renderer/i18n/formats-context.tsx';
import { Announcer, ErrorNote, Toasts } from '#renderer/kit/index.ts';
import { ReplicaProvider } from '#renderer/replica/hooks.ts';
import type { Replica } from '#renderer/replica/types.ts';
import { useSession } from '#renderer/stores/session.ts';
import { useSettings } from '#renderer/stores/settings.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import { CounterPage } from '../counter/counter-page.tsx';
import { useOwnCinema } from '../counter/desk/use-view.ts';
import { DrillStrip } from '../drill/drill-strip.tsx';
import { LobbyPage } from '../lobby/lobby-page.tsx';
import { RefusalsNote } from '../refusals/refusals-note.tsx';
import { SetupPage } from '../setup/setup-page.tsx';
import { ConfirmSession } from '../sign-in/confirm-session.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Breakage } from './breakage.tsx';
import { Centered } from './centered.tsx';
import { Drills } from './drills.tsx';
import { FirstSync } from './first-sync.tsx';
import { OtherKind } from './other-kind.tsx';
import { useReconcile } from './use-reconcile.ts';
import { useTill } from './use-till.ts';

// Tills need none of it.
const TodayPage = lazy(async () => ({ default: (await import('../today/today-page.tsx')).TodayPage }));

/** The whole page: a till on its way from start to counter. */
export function App(): ReactNode {
  useTheme();
  return (
    <FormatsProvider {...useHomePlace()}>
      <Breakage>
        <Till />
      </Breakage>
      <Announcer />
      <Toasts />
    </FormatsProvider>
  );
}

function Till(): ReactNode {
  const { t } = useTranslation('entry');
  const { till, again } = useTill();
  switch (till.kind) {
    case 'starting':
      return (
        <Centered>
          <h1 className="text-lg">{t('starting')}</h1>
        </Centered>
      );
    case 'failed':
      return (
        <Centered>
          <ErrorNote
            title={t('startFailed.title')}
            effect={t('startFailed.effect', { message: till.message })}
            actions={[{ label: t('startFailed.again'), onPress: again, variant: 'accent' }]}
          />
        </Centered>
      );
    case 'not-enrolled':
      // Loaded anew: a page may speak only to the server that was known when it was loaded.
      return (
        <SetupPage
          bridge={till.bridge}
          serverUrl={till.serverUrl}
          onEnrolled={() => window.location.reload()}
        />
      );
    case 'ready':
      return (
        <ReplicaProvider replica={till.replica}>
          <Drills pretence={till.pretence}>
            <Enrolled bridge={till.bridge} replica={till.replica} />
          </Drills>
        </ReplicaProvider>
      );
  }
}

/** The faces of Foyer by kind of device; who is signed in decides whether the counter is open. */
function Enrolled({ bridge, replica }: { bridge: Bridge; replica: Replica }): ReactNode {
  const { t } = useTranslation('entry');
  const session = useSession((state) => state.session);
  const cinema = useOwnCinema();
  const token = session?.token ?? null;
  useEffect(() => replica.setStaffToken(token), [replica, token]);
  useReconcile(bridge, replica);
  const locale = useLocale(cinema?.country);
  if (replica.identity.kind === 'lobby')
    return cinema === null ? <FirstSync /> : <LobbyPage cinema={cinema} bridge={bridge} locale={locale} />;
  if (replica.identity.kind === 'door') return <OtherKind kind={replica.identity.kind} />;
  if (session === null)
    return (
      <>
        <div className="fixed inset-x-0 top-0 z-40">
          <DrillStrip />
        </div>
        <SignInPage identity={replica.identity} bridge={bridge} cinema={cinema} />
      </>
    );
  if (cinema === null) return <FirstSync />;
  return (
    <FormatsProvider locale={locale} zone={cinema.zone} currency={cinema.currency}>
      {replica.identity.kind === 'manager' ? (
        <Suspense fallback={<Centered>{t('starting')}</Centered>}>
          <RefusalsNote />
          <ConfirmSession bridge={bridge} />
          <TodayPage cinema={cinema} staff={session.staff} />
        </Suspense>
      ) : (
        <CounterPage cinema={cinema} bridge={bridge} staff={session.staff} />
      )}
    </FormatsProvider>
  );
}

function useTheme(): void {
  const theme = useSettings((state) => state.theme) ?? 'paper';
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** The reader's language as it is written where the cinema is: a Briton's English is not an American's. */
function useLocale(country?: string): string {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return country === undefined ? language : `${language}-${country}`;
}

/** Figures before the cinema is known: this machine's own zone; no money is shown there. */
function useHomePlace() {
  return { locale: useLocale(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: 'EUR' };
}
