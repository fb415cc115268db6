import { LockKeyhole } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import { weekBefore } from '#shared/domain/reports/pace.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import type { Drill } from '#shared/wire/reports.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { Centered } from '../app/centered.tsx';
import { DevicesPage } from '../devices/devices-page.tsx';
import { signOut } from '../sign-in/sign-out.ts';
import { HowPanel, WhatPanel } from './breakdown/breakdown-panels.tsx';
import { TodayProvider } from './data/today-context.tsx';
import { useDay } from './data/use-day.ts';
import { useLabels } from './data/use-labels.ts';
import { useBooks } from './data/use-local-day.ts';
import { useNowMs } from './data/use-now.ts';
import { useServerDay } from './data/use-server-day.ts';
import { useStaffNames } from './data/use-staff-names.ts';
import { DayBar } from './day-bar.tsx';
import { DrillDialog } from './drill/drill-dialog.tsx';
import { FiguresRow } from './figures-row.tsx';
import { Header, type ManagerFace } from './header.tsx';
import { HeatPanel } from './heat/heat-panel.tsx';
import { HoursPanel } from './hours/hours-panel.tsx';
import { Provisional } from './provisional.tsx';
import { Waiting } from './waiting.tsx';
import './today.css';

/** The manager's face: what the house has sold, live, beside last week. */
export function TodayPage({ cinema, staff }: { cinema: Cinema; staff: StaffMember }): ReactNode {
  const { identity } = useReplica();
  const [face, setFace] = useState<ManagerFace>('today');
  const leave = (): void => signOut(identity);
  if (staff.role === 'clerk') return <NotYours name={staff.name} onLeave={leave} />;
  return (
    <div className="flex min-h-dvh flex-col bg-ground text-text">
      <Header cinema={cinema} staff={staff} face={face} onFace={setFace} onSignOut={leave} />
      {face === 'today' ? <Figures cinema={cinema} /> : <DevicesPage />}
    </div>
  );
}

function NotYours({ name, onLeave }: { name: string; onLeave: () => void }): ReactNode {
  const { t } = useTranslation('today');
  return (
    <Centered>
      <EmptyState
        isPage
        icon={LockKeyhole}
        title={t('notYours.title')}
        hint={t('notYours.hint', { name })}
        action={<Button onPress={onLeave}>{t('notYours.other')}</Button>}
      />
    </Centered>
  );
}

function Figures({ cinema }: { cinema: Cinema }): ReactNode {
  const { t } = useTranslation('today');
  const { zone, businessDayEndsAt } = cinema;
  const nowMs = useNowMs();
  const today = businessDayOf(nowMs, zone, businessDayEndsAt);
  const [chosen, setChosen] = useState<Day | null>(null);
  const [drill, setDrill] = useState<Drill | null>(null);
  const day = chosen ?? today;
  const books = useBooks(cinema);
  const { state, server } = useDay(cinema, books, day, nowMs);
  const last = useServerDay(weekBefore(day), null);
  const staff = useStaffNames(server.staff.length > 0 ? server.staff : last.staff);
  const labels = useLabels(cinema, staff, day);
  const before = last.state.kind === 'ready' ? last.state.data.sales : null;
  const until = day === today ? books.calendar.quarterOf(nowMs) : null;
  const compared = useMemo(
    () => ({ day: weekBefore(day), isToday: day === today, until }),
    [day, today, until],
  );
  const data = state.kind === 'ready' ? state.data : null;
  const view = useMemo(
    () =>
      data === null
        ? null
        : { cinema, calendar: books.calendar, data, before, compared, labels, nowMs, open: setDrill },
    [cinema, books.calendar, data, before, compared, labels, nowMs],
  );
  const choose = (next: Day): void => setChosen(next >= today ? null : next);
  const bar = { cinema, day, today, onChoose: choose };
  return (
    <main
      aria-label={t('title')}
      className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-4 p-4 pb-8"
    >
      <DayBar {...bar} last={last.state} view={view} />
      {view === null ? (
        <Waiting state={state} day={day} again={server.again} />
      ) : (
        <TodayProvider view={view}>
          <Provisional />
          <FiguresRow />
          <div className="grid gap-4 xl:grid-cols-[3fr_2fr] print:block print:space-y-4">
            <HoursPanel />
            <HowPanel />
          </div>
          <div className="grid items-start gap-4 xl:grid-cols-2 print:block print:space-y-4">
            <WhatPanel />
            <HeatPanel />
          </div>
          {drill !== null && <DrillDialog drill={drill} onClose={() => setDrill(null)} />}
        </TodayProvider>
      )}
    </main>
  );
}
