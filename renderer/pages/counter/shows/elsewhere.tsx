import { CalendarX } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormats } from '#renderer/i18n/format.ts';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, EmptyState, ErrorNote, ListRow } from '#renderer/kit/index.ts';
import { counter, useCounterPart } from '#renderer/stores/counter.ts';
import type { CinemaId, Day } from '#shared/wire/scalars.ts';
import { ScheduleAnswer } from '#shared/wire/schedule.ts';
import { type Answer, askServer } from '../../server/ask.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { MovieHead } from './movie-list.tsx';
import { groupByMovie, type Listing, listingsOf, matching } from './programme.ts';

type State = Answer<ScheduleAnswer> | { readonly kind: 'asking' };

function useSchedule(cinemaId: CinemaId, day: Day): { state: State; again: () => void } {
  const { desk } = useDesk();
  const { identity } = desk.replica;
  const [state, setState] = useState<State>({ kind: 'asking' });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    const stop = new AbortController();
    const path = `schedule?${new URLSearchParams({ cinemaId, day })}`;
    setState({ kind: 'asking' });
    void askServer({ identity, path, schema: ScheduleAnswer, signal: stop.signal }).then((answer) => {
      if (!stop.signal.aborted) setState(answer);
    });
    return () => stop.abort();
  }, [identity, cinemaId, day, round]);
  return { state, again: () => setRound((n) => n + 1) };
}

/** Another cinema's day, to read to a customer; it is sold there. */
export function Elsewhere({ cinemaId }: { cinemaId: CinemaId }): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ day }) => ({ day }));
  const { state, again } = useSchedule(cinemaId, view.day);
  const home = (): void => counter.set({ elsewhere: null });
  if (state.kind === 'asking')
    return (
      <p role="status" className="p-4 text-quiet">
        {t('shows.loading')}
      </p>
    );
  if (state.kind !== 'ok') {
    return (
      <ErrorNote
        title={t('shows.elsewhereFailed')}
        effect={t('shows.elsewhereEffect')}
        actions={[
          { label: t('shows.again'), onPress: again },
          { label: t('shows.back'), onPress: home },
        ]}
      />
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col items-start gap-2 rounded-md bg-info-soft p-3 text-sm">
        <p>
          <strong>{t('shows.elsewhere')}.</strong>{' '}
          {t('shows.elsewhereHint', { name: state.value.cinema.name })}
        </p>
        <Button onPress={home}>{t('shows.back')}</Button>
      </div>
      <ElsewhereShows schedule={state.value} />
    </div>
  );
}

function ElsewhereShows({ schedule }: { schedule: ScheduleAnswer }): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const { locale } = useFormats();
  const { view: order, search } = useCounterPart(({ view, search }) => ({ view, search }));
  const { shows, movies, screens, cinema } = schedule;
  const formats = createFormats({ locale, zone: cinema.zone, currency: cinema.currency });
  const everything = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  const listings = matching(
    listingsOf({ shows, movies, screens: [], nowMs: desk.replica.nowMs(), ...everything }),
    search,
  );
  if (listings.length === 0) {
    return <EmptyState icon={CalendarX} title={t('shows.none')} hint={t('shows.noneHint')} />;
  }
  const screenOf = (one: Listing): string =>
    screens.find((screen) => screen.id === one.show.screenId)?.name ?? '';
  const line = (one: Listing, withTitle: boolean): ReactNode => (
    <ListRow
      key={one.show.id}
      title={`${formats.time(one.startsAtMs)} ${withTitle ? (one.movie?.title ?? '') : screenOf(one)}`}
      {...(withTitle && { detail: screenOf(one) })}
    />
  );
  if (order === 'time') return listings.map((one) => line(one, true));
  return groupByMovie(listings).map((group) => (
    <section key={group.movieId}>
      {group.movie !== null && <MovieHead movie={group.movie} />}
      {group.listings.map((one) => line(one, false))}
    </section>
  ));
}
