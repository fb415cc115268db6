import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Dialog } from '#renderer/kit/index.ts';
import { drills, useDrill } from '#renderer/stores/drill.ts';
import type { DrillReport } from '#shared/domain/drill/drill.ts';

import { tenths } from './tenths.ts';

/** Parts of what is counted above them. */
const PARTS: ReadonlySet<string> = new Set(['leased', 'promised']);

type Row = { readonly id: string; readonly label: string; readonly value: string };

/** What the last drill showed, line by line. */
export function DrillReportSheet(): ReactNode {
  const isOpen = useDrill(({ open, report }) => open === 'report' && report !== null);
  const report = useDrill((state) => state.report);
  const { t } = useTranslation('drill');
  const { time } = useFormats();
  const rows = useRows(report);
  const csv = useCsv(report, rows);
  const close = (): void => drills.open(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('reportTitle')}
      size="md"
      footer={
        <>
          <Button variant="quiet" icon={Download} onPress={() => void csv()}>
            {t('csv')}
          </Button>
          <Button
            variant="accent"
            onPress={() => {
              close();
              drills.reported(null);
            }}
          >
            {t('understood')}
          </Button>
        </>
      }
    >
      {report !== null && (
        <>
          <p className="mb-2 text-quiet">
            {t('from', {
              what: t(`whats.${report.what}`),
              from: time(report.startedAt),
              to: time(report.endedAt),
            })}
            {', '}
            {t(`endedBy.${report.endedBy}`)}
          </p>
          <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1">
            {rows.map(({ id, label, value }) => (
              <div key={id} className="contents">
                <dt className={PARTS.has(id) ? 'ps-4 text-quiet' : ''}>{label}</dt>
                <dd className="text-end font-strong tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
          {report.findings.length > 0 && (
            <ul className="mt-4 flex flex-col gap-1 rounded-lg bg-bad-soft p-4 text-bad">
              {report.findings.map(({ kind, about }) => (
                <li key={`${kind} ${about}`}>{t(`finding.${kind}`, { about })}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </Dialog>
  );
}

function useRows(report: DrillReport | null): readonly Row[] {
  const { t } = useTranslation('drill');
  const { money, number } = useFormats();
  if (report === null) return [];
  const { numbers, conflicted, reconcileMs, findings } = report;
  const count = (id: 'entrusted' | 'sales' | 'seats' | 'leased' | 'promised' | 'unprinted'): Row => ({
    id,
    label: t(`row.${id}`),
    value: number(numbers[id]),
  });
  const after = (id: 'returned' | 'accepted' | 'waiting'): Row => ({
    id,
    label: t(`row.${id}`),
    value: number(report[id]),
  });
  const seconds = (ms: number): string => t('seconds', { seconds: number(tenths(ms)) });
  return [
    count('entrusted'),
    count('sales'),
    count('seats'),
    count('leased'),
    count('promised'),
    { id: 'amount', label: t('row.amount'), value: money(numbers.amount) },
    after('returned'),
    after('accepted'),
    {
      id: 'conflicted',
      label: t('row.conflicted'),
      value: conflicted.length === 0 ? number(0) : conflicted.join(', '),
    },
    after('waiting'),
    count('unprinted'),
    {
      id: 'reconcile',
      label: t('row.reconcile'),
      value: reconcileMs === null ? t('notYet') : seconds(reconcileMs),
    },
    {
      id: 'holds',
      label: t('row.holds'),
      value: findings.length === 0 ? t('holdsAll') : t('broken', { count: findings.length }),
    },
  ];
}

function useCsv(report: DrillReport | null, rows: readonly Row[]): () => Promise<void> {
  const { t } = useTranslation('drill');
  const { locale } = useFormats();
  return async () => {
    if (report === null) return;
    // Tills seldom need it: what writes files is fetched when it is asked for.
    const { csvOf, saveText } = await import('../today/files/csv.ts');
    const found = report.findings.map(({ kind, about }) => ['', t(`finding.${kind}`, { about })]);
    const cells = [...rows.map(({ label, value }) => [label, value]), ...found];
    const text = csvOf([t('reportTitle'), report.startedAt], cells, locale);
    saveText(`drill-${report.startedAt.slice(0, 16).replace(':', '')}.csv`, text, 'text/csv');
  };
}
