import { CalendarClock, CalendarX, ChevronLeft, ChevronRight, SearchX } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { EmptyState, IconButton, SearchField, SegmentedControl } from '#renderer/kit/index.ts';
import { useAwaitsShows } from '#renderer/replica/hooks.ts';
import { counter, useCounter, useCounterPart } from '#renderer/stores/counter.ts';
import { addDays, businessDayRange, daysBetween } from '#shared/domain/time.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';
import { CinemaPicker } from './cinema-picker.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { MovieList } from './movie-list.tsx';
import { matching } from './programme.ts';
import { TimeList } from './time-list.tsx';

/** Left: what plays on a day, here to sell or elsewhere to read. */
export function ShowsPanel(): ReactNode {
  const { t } = useTranslation('counter');
  const elsewhere = useCounter((state) => state.elsewhere);
  return (
    <nav aria-label={t('shows.title')} className="flex min-h-0 flex-col gap-2 standing:row-span-2">
      <CinemaPicker />
      <DayPicker />
      <Filters />
      <div className="max-h-96 min-h-0 flex-1 overflow-y-auto rounded-xl bg-surface p-1 fits:max-h-none">
        {elsewhere === null ? <OwnShows /> : <Elsewhere cinemaId={elsewhere} />}
      </div>
    </nav>
  );
}

/** The day as clerks say it, with its date where that is not plain. */
export function useDayWords(): (day: Day) => string {
  const { t } = useTranslation('counter');
  const { day: dayOf } = useFormats();
  const view = useView(({ cinema, today }) => ({ cinema, today }));
  const { zone, businessDayEndsAt } = view.cinema;
  return (day) => {
    const distance = daysBetween(view.today, day);
    const date = dayOf(businessDayRange(day, zone, businessDayEndsAt).fromMs);
    if (distance === 0) return `${t('shows.today')}, ${date}`;
    if (distance === 1) return `${t('shows.tomorrow')}, ${date}`;
    return distance === -1 ? `${t('shows.yesterday')}, ${date}` : date;
  };
}

function DayPicker(): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ day, today }) => ({ day, today }));
  const words = useDayWords();
  const go = (days: number): void => {
    const day = addDays(view.day, days);
    counter.set({ day: day === view.today ? null : day });
  };
  return (
    <div className="flex items-center gap-1">
      <IconButton icon={ChevronLeft} label={t('shows.dayBefore')} onPress={() => go(-1)} />
      <label className="relative flex min-h-target flex-1 items-center justify-center rounded-md font-strong hover:bg-sunk">
        <span className="sr-only">{t('shows.pickDay')}</span>
        <time aria-hidden dateTime={view.day}>
          {words(view.day)}
        </time>
        {/* The field itself is clear, over its words: pressing anywhere on them opens the calendar. */}
        <input
          type="date"
          required
          value={view.day}
          onChange={({ target }) => chooseDay(target.value, view.today)}
          onClick={({ currentTarget }) => currentTarget.showPicker()}
          className="absolute inset-0 opacity-0"
        />
      </label>
      <IconButton icon={ChevronRight} label={t('shows.dayAfter')} onPress={() => go(1)} />
    </div>
  );
}

function chooseDay(text: string, today: Day): void {
  if (text === '') return;
  const day = addDays(today, daysBetweenText(today, text));
  counter.set({ day: day === today ? null : day });
}

/** The field gives ISO days only. */
function daysBetweenText(from: Day, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function Filters(): ReactNode {
  const { t } = useTranslation('counter');
  const { view, search } = useCounterPart(({ view, search }) => ({ view, search }));
  return (
    <div className="flex flex-col gap-2">
      <SearchField
        label={t('shows.find')}
        placeholder={t('shows.find')}
        value={search}
        onChange={(text) => counter.set({ search: text })}
      />
      <SegmentedControl
        label={t('shows.view')}
        options={[
          { id: 'time', label: t('shows.byTime') },
          { id: 'movie', label: t('shows.byMovie') },
        ]}
        value={view}
        onChange={(id) => counter.set({ view: id })}
      />
    </div>
  );
}

function OwnShows(): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ listings }) => ({ listings }));
  const { view: order, search } = useCounterPart(({ view, search }) => ({ view, search }));
  const shown = useMemo(() => matching(view.listings, search), [view.listings, search]);
  const awaitsShows = useAwaitsShows();
  if (awaitsShows)
    return <EmptyState icon={CalendarClock} title={t('shows.loading')} hint={t('shows.loadingHint')} />;
  if (view.listings.length === 0) {
    return <EmptyState icon={CalendarX} title={t('shows.none')} hint={t('shows.noneHint')} />;
  }
  if (shown.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t('shows.noMatch', { text: search })} hint={t('shows.noMatchHint')} />
    );
  }
  return order === 'time' ? <TimeList listings={shown} /> : <MovieList listings={shown} />;
}
