import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { toast } from '#renderer/kit/index.ts';
import { DIMENSIONS, type Figures } from '#shared/wire/reports.ts';
import { useToday } from '../data/today-context.tsx';
import { collect } from '../drill/use-behind.ts';
import { type Cell, csvOf, saveText } from './csv.ts';
import { type PaymentRow, paymentRows } from './payment-rows.ts';

const CSV_TYPE = 'text/csv;charset=utf-8';
/** More bookings than a day has. */
const BOOKINGS_MAX = 100_000;

export type Files = {
  /** What is being fetched for a file; null when nothing is. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  saveTotals(): void;
  savePayments(): Promise<void>;
};

/** The day as files for a spreadsheet. */
export function useFiles(): Files {
  const { t } = useTranslation('today');
  const { data, cinema } = useToday();
  const { locale } = useFormats();
  const [progress, setProgress] = useState<Files['progress']>(null);
  const totals = useTotals();
  const payments = usePayments();
  const save = (what: string, [header, ...rows]: readonly (readonly Cell[])[]): void => {
    const name = `${cinema.id}-${what}-${data.sales.day}.csv`;
    saveText(name, csvOf((header ?? []).map(String), rows, locale), CSV_TYPE);
    toast({ tone: 'good', title: t('files.saved', { name }) });
  };
  return {
    progress,
    saveTotals: () => save(t('csv.fileTotals'), totals()),
    savePayments: async () => {
      setProgress({ done: 0, total: data.sales.bookings });
      const all = await collect(data, { dimension: 'all', key: null }, BOOKINGS_MAX, (done, total) =>
        setProgress({ done, total }),
      );
      setProgress(null);
      if (all.kind !== 'ok') {
        toast({ tone: 'bad', title: t('files.failed'), detail: t('files.failedDetail') });
        return;
      }
      const shows = new Map([
        ...data.shows,
        ...all.value.shows.map((show) => [show.id as string, show] as const),
      ]);
      const rows = all.value.entries.flatMap(({ booking }) => paymentRows(booking, shows));
      save(t('csv.filePayments'), payments(rows));
    },
  };
}

/** Every breakdown, one line a bar. */
function useTotals(): () => readonly (readonly Cell[])[] {
  const { t } = useTranslation('today');
  const { data, labels } = useToday();
  const { percent } = useFormats();
  const { sales, shows } = data;
  const { currency, day } = sales;
  const money = (minor: number): Cell => ({ minor, currency });
  const line = (by: string, name: string, figures: Figures): Cell[] => [
    day,
    by,
    name,
    figures.ticketsSold,
    figures.ticketsUndone,
    money(figures.gross),
    money(figures.refunds),
    money(figures.net),
    currency,
  ];
  return () => [
    [
      t('csv.day'),
      t('csv.by'),
      t('csv.name'),
      t('csv.ticketsSold'),
      t('csv.ticketsUndone'),
      t('csv.taken'),
      t('csv.refunded'),
      t('csv.net'),
      t('csv.currency'),
    ],
    line(t('csv.all'), t('csv.all'), sales.total),
    ...DIMENSIONS.flatMap((dimension) =>
      sales.by[dimension].map((bar) => line(t(`by.${dimension}`), labels.of(dimension, bar.key, shows), bar)),
    ),
    ...sales.tax.map(({ rate, tax }): Cell[] => {
      const name = t('csv.taxRate', { rate: percent(rate / 10_000) });
      return [day, t('csv.tax'), name, '', '', '', '', money(tax), currency];
    }),
  ];
}

/** Every payment and refund of the day, one line each. */
function usePayments(): (rows: readonly PaymentRow[]) => readonly (readonly Cell[])[] {
  const { t } = useTranslation(['today', 'trade']);
  const { data, labels, calendar } = useToday();
  const { currency, day } = data.sales;
  const { zone } = useFormats();
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const when = (at: string): string => local.format(new Date(at));
  return (rows) => [
    [
      t('csv.day'),
      t('csv.date'),
      t('csv.time'),
      t('csv.booking'),
      t('csv.kind'),
      t('csv.amount'),
      t('csv.currency'),
      t('csv.tender'),
      t('csv.channel'),
      t('csv.till'),
      t('csv.clerk'),
      t('csv.movie'),
      t('csv.showStart'),
      t('csv.screen'),
      t('csv.seats'),
      t('csv.state'),
      t('csv.id'),
    ],
    ...rows
      .filter((row) => calendar.dayOf(Date.parse(row.at), row.shiftId) === day)
      .map(({ booking, show, kind, id, at, minor, tender, deviceId, staffId }): Cell[] => [
        day,
        when(at).slice(0, 10),
        when(at).slice(11, 19),
        booking.code,
        t(`csv.${kind}`),
        { minor, currency },
        currency,
        t(`tender.${tender}`),
        t(`channel.${booking.channel}`),
        labels.till(deviceId),
        staffId === undefined ? '' : labels.clerk(staffId),
        labels.movie(show?.movieId),
        show === undefined ? '' : when(show.startsAt).slice(0, 16),
        labels.screen(show?.screenId),
        booking.seats.map((seat) => seat.seatId).join(' '),
        t(`status.${booking.status}`, { ns: 'trade' }),
        id,
      ]),
  ];
}
