import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button } from '#renderer/kit/index.ts';
import type { Dimension } from '#shared/wire/reports.ts';
import { useToday } from '../data/today-context.tsx';
import { DataTable, type TableColumn } from '../parts/data-table.tsx';
import { DifferenceMark } from '../parts/difference.tsx';
import { usePrinting } from '../parts/use-printing.ts';
import { type BreakdownRow, rowsOf } from './rows.ts';

/** Lines of a breakdown before the rest is asked for. */
const FEW = 12;

/** Who or what took how much; every line opens the bookings behind it. */
export function BreakdownTable({ dimension }: { dimension: Dimension }): ReactNode {
  const { t } = useTranslation('today');
  const { data, before, labels, open, compared } = useToday();
  const { money, number, percent } = useFormats();
  const [isWhole, setWhole] = useState(false);
  const isPrinting = usePrinting();
  const rows = useMemo(() => rowsOf(data.sales, before, dimension), [data.sales, before, dimension]);
  const name = (row: BreakdownRow): string => labels.of(dimension, row.key, data.shows);
  const fill = new Map(data.sales.occupancy.shows.map((show) => [show.showId as string, show]));
  const isCompared = rows.some((row) => row.before !== null);
  const columns: TableColumn<BreakdownRow>[] = [
    { id: 'name', label: t(`by.${dimension}`), cell: (row) => <Name text={name(row)} share={row.share} /> },
    { id: 'tickets', label: t('by.tickets'), end: true, narrow: true, cell: (row) => number(row.tickets) },
  ];
  if (dimension === 'show') {
    const filled = (row: BreakdownRow): string => {
      const show = fill.get(row.id);
      return show === undefined || show.seats === 0 ? '' : percent(show.sold / show.seats);
    };
    columns.push({ id: 'fill', label: t('by.fill'), end: true, narrow: true, cell: filled });
  }
  columns.push({
    id: 'net',
    label: t('by.revenue'),
    end: true,
    narrow: true,
    cell: (row) => <span className="font-strong">{money(row.net)}</span>,
  });
  if (isCompared) {
    const label = t(compared.until === null ? 'by.before' : 'by.beforeWhole');
    const then = (row: BreakdownRow): ReactNode => (
      <span className="text-quiet">{row.before === null ? '' : money(row.before)}</span>
    );
    columns.push({ id: 'before', label, end: true, narrow: true, cell: then });
  }
  // A day that is still running is not set against a whole one.
  if (isCompared && compared.until === null) {
    const label = t('by.difference');
    const mark = (row: BreakdownRow): ReactNode =>
      row.before === null ? null : <DifferenceMark now={row.net} before={row.before} write={money} />;
    columns.push({ id: 'difference', label, end: true, narrow: true, cell: mark });
  }
  const shown = isWhole || isPrinting ? rows : rows.slice(0, FEW);
  return (
    <div className="flex flex-col gap-2">
      <DataTable
        label={`${t('by.title')}: ${t(`by.${dimension}`)}`}
        items={shown}
        columns={columns}
        textOf={name}
        empty={t('by.empty')}
        onOpen={({ key }) => open({ dimension, key })}
      />
      {rows.length > FEW && (
        <div className="print:hidden">
          <Button variant="quiet" onPress={() => setWhole(!isWhole)}>
            {isWhole ? t('by.few') : t('by.all', { count: rows.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Name({ text, share }: { text: string; share: number }): ReactNode {
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <span dir="auto" className="line-clamp-2 [text-align:match-parent]">
        {text}
      </span>
      <span aria-hidden className="block h-1 w-full">
        <span
          className="today-bar block h-full rounded-full bg-line-strong"
          style={{ inlineSize: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
