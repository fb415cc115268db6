import { ChartColumn, Table2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { EmptyState, Panel, SegmentedControl } from '#renderer/kit/index.ts';
import { useToday } from '../data/today-context.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { DifferenceMark } from '../parts/difference.tsx';
import { clockOf, endOf, type Hour, hoursOf } from './hours.ts';
import { HoursChart } from './hours-chart.tsx';

/** When the money came, against the same weekday last week. */
export function HoursPanel(): ReactNode {
  const { t } = useTranslation('today');
  const { data, before, cinema } = useToday();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const hours = useMemo(() => hoursOf(data.sales, before, cinema), [data.sales, before, cinema]);
  return (
    <Panel
      title={t('hours.title')}
      actions={
        <div className="print:hidden">
          <SegmentedControl
            label={t('hours.view')}
            value={view}
            onChange={setView}
            options={[
              { id: 'chart', label: t('hours.chart'), icon: ChartColumn },
              { id: 'table', label: t('hours.table'), icon: Table2 },
            ]}
          />
        </div>
      }
    >
      {hours.length === 0 ? (
        <EmptyState icon={ChartColumn} title={t('hours.empty')} hint={t('hours.emptyHint')} />
      ) : view === 'chart' ? (
        <HoursChart hours={hours} />
      ) : (
        <HoursTable hours={hours} />
      )}
    </Panel>
  );
}

function HoursTable({ hours }: { hours: readonly Hour[] }): ReactNode {
  const { t } = useTranslation('today');
  const { money } = useFormats();
  const { before, open } = useToday();
  const span = ({ id }: Hour): string => t('hours.span', { from: clockOf(id), to: endOf(id) });
  return (
    <DataTable
      label={t('hours.title')}
      items={hours}
      textOf={span}
      empty={t('by.empty')}
      onOpen={({ id }) => open({ dimension: 'hour', key: id })}
      columns={[
        { id: 'hour', label: t('hours.hour'), cell: span },
        { id: 'now', label: t('hours.thisDay'), end: true, cell: ({ now }) => money(now) },
        ...(before === null
          ? []
          : [
              {
                id: 'before',
                label: t('hours.before'),
                end: true,
                cell: (hour: Hour) => money(hour.before ?? 0),
              },
              {
                id: 'difference',
                label: t('by.difference'),
                end: true,
                cell: (hour: Hour) => (
                  <DifferenceMark now={hour.now} before={hour.before ?? 0} write={money} />
                ),
              },
            ]),
      ]}
    />
  );
}
