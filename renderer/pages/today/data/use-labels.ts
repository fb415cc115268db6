import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { useMovies, useScreens } from '#renderer/replica/hooks.ts';
import { businessDayRange } from '#shared/domain/time.ts';
import { Channel, Payment } from '#shared/wire/booking.ts';
import { type Cinema, TicketType } from '#shared/wire/catalog.ts';
import type { Dimension, ReportShow } from '#shared/wire/reports.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { StaffNames } from './day-data.ts';

/** What the bars of each breakdown are called. */
export type Labels = {
  of(dimension: Dimension, key: string | null, shows: ReadonlyMap<string, ReportShow>): string;
  show(show: ReportShow | undefined): string;
  movie(id: string | undefined): string;
  screen(id: string | undefined): string;
  clerk(id: string | undefined): string;
  till(id: string | undefined): string;
};

/** Names of what sold; shows of another business day than `day` are told with their date. */
export function useLabels(cinema: Cinema, staff: StaffNames, day: Day): Labels {
  const { t } = useTranslation(['today', 'trade']);
  const { time, day: date } = useFormats();
  const [movies, screens] = [useMovies(), useScreens()];
  return useMemo(() => {
    const titles = new Map<string, string>(movies.map(({ id, title }) => [id, title]));
    const rooms = new Map<string, string>(screens.map(({ id, name }) => [id, name]));
    const tills = new Map<string, string>(cinema.devices.map(({ id, name }) => [id, name]));
    const people = new Map<string, string>(staff);
    const other = t('by.none.other');
    const named = (names: ReadonlyMap<string, string>) => (id: string | undefined) =>
      id === undefined ? other : (names.get(id) ?? id);
    const { fromMs, toMs } = businessDayRange(day, cinema.zone, cinema.businessDayEndsAt);
    const labels: Labels = {
      movie: named(titles),
      screen: named(rooms),
      clerk: named(people),
      till: named(tills),
      show: (show) => {
        if (show === undefined) return other;
        const atMs = Date.parse(show.startsAt);
        const when = atMs >= fromMs && atMs < toMs ? time(atMs) : `${date(atMs)} ${time(atMs)}`;
        return `${when} ${named(titles)(show.movieId)}`;
      },
      of: (dimension, key, shows) => {
        if (key === null) return nameless(dimension);
        switch (dimension) {
          case 'hour':
            return `${key}:00`;
          case 'movie':
            return labels.movie(key);
          case 'show':
            return labels.show(shows.get(key));
          case 'screen':
            return labels.screen(key);
          case 'ticketType':
            return t(`ticketType.${TicketType.parse(key)}`, { ns: 'trade' });
          case 'tender':
            return t(`tender.${Payment.shape.tender.parse(key)}`);
          case 'channel':
            return t(`channel.${Channel.parse(key)}`);
          case 'clerk':
            return labels.clerk(key);
          case 'device':
            return labels.till(key);
        }
      },
    };
    const nameless = (dimension: Dimension): string =>
      dimension === 'clerk'
        ? t('by.none.clerk')
        : dimension === 'ticketType'
          ? t('by.none.ticketType')
          : other;
    return labels;
  }, [t, time, date, movies, screens, cinema, staff, day]);
}
