import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import type { DrillEntry, ReportShow } from '#shared/wire/reports.ts';
import { useToday } from '../data/today-context.tsx';
import { DataTable } from '../parts/data-table.tsx';

/** Bookings, the latest money first; the amount is the booking's part of the figure. */
export function BookingsTable(props: {
  entries: readonly DrillEntry[];
  shows: ReadonlyMap<string, ReportShow>;
  onOpen: (entry: DrillEntry) => void;
}): ReactNode {
  const { entries, shows, onOpen } = props;
  const { t } = useTranslation(['today', 'trade']);
  const { time, money } = useFormats();
  const { labels } = useToday();
  const tenders = ({ booking }: DrillEntry): string => {
    const used = booking.payments.filter((payment) => payment.status === 'success');
    return [...new Set(used.map((payment) => t(`tender.${payment.tender}`)))].join(', ');
  };
  return (
    <DataTable
      label={t('drill.table')}
      items={entries.map((entry) => ({ ...entry, id: entry.booking.id as string }))}
      textOf={({ booking, at }) => `${booking.code} ${time(at)}`}
      empty={t('drill.none')}
      onOpen={onOpen}
      columns={[
        { id: 'code', label: t('drill.code'), narrow: true, cell: ({ booking }) => booking.code },
        { id: 'time', label: t('drill.time'), narrow: true, cell: ({ at }) => time(at) },
        {
          id: 'show',
          label: t('drill.show'),
          cell: ({ booking }) => (
            <span dir="auto" className="line-clamp-1">
              {labels.show(shows.get(booking.showId))}
            </span>
          ),
        },
        {
          id: 'seats',
          label: t('drill.seats'),
          cell: ({ booking }) => booking.seats.map((seat) => seat.seatId).join(', '),
        },
        { id: 'tender', label: t('drill.tender'), narrow: true, cell: tenders },
        {
          id: 'till',
          label: t('drill.till'),
          cell: ({ booking }) => <span className="whitespace-nowrap">{labels.till(booking.deviceId)}</span>,
        },
        {
          id: 'status',
          label: t('drill.status'),
          narrow: true,
          cell: ({ booking }) => t(`status.${booking.status}`, { ns: 'trade' }),
        },
        {
          id: 'amount',
          label: t('drill.amount'),
          end: true,
          cell: ({ figures }) => <span className="font-strong">{money(figures.net)}</span>,
        },
      ]}
    />
  );
}
