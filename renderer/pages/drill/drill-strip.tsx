import { CircleCheck, Loader, Siren, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Countdown, cx } from '#renderer/kit/index.ts';
import { type DrillRun, drills, useDrill } from '#renderer/stores/drill.ts';
import type { DrillReport } from '#shared/domain/drill/drill.ts';
import { useDrills } from './drill-context.ts';
import { tenths } from './tenths.ts';

/** On every page: that this is a drill and how long still; afterwards what it showed, until somebody has read it. */
export function DrillStrip(): ReactNode {
  const run = useDrill((state) => state.run);
  const report = useDrill((state) => state.report);
  if (run !== null) return <Running run={run} />;
  return report !== null && <Over report={report} />;
}

const ROW = 'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2';

function Running({ run }: { run: DrillRun }): ReactNode {
  const { t } = useTranslation('drill');
  const drill = useDrills();
  const { what, endsAtMs, numbers, findings } = run;
  return (
    <section
      aria-label={t('strip')}
      className={cx(ROW, 'border-y-4 border-dashed border-warn bg-warn-soft text-text')}
    >
      <Siren aria-hidden size={24} className="shrink-0 text-warn" />
      <p role="alert" className="font-strong">
        {t(`gone.${what}`)}
      </p>
      <Countdown deadlineMs={endsAtMs} label={t('left')} size="sm" />
      <p className="min-w-0 flex-1 text-sm">
        {t('soldSoFar', { count: numbers?.sales ?? 0 })}
        {' · '}
        {findings.length === 0 ? (
          t('allHolds')
        ) : (
          <strong className="text-bad">{t('broken', { count: findings.length })}</strong>
        )}
      </p>
      <Button onPress={() => void drill.end('person')}>{t('endNow')}</Button>
    </section>
  );
}

function Over({ report }: { report: DrillReport }): ReactNode {
  const { t } = useTranslation('drill');
  const { number } = useFormats();
  const { reconcileMs, conflicted, findings } = report;
  const { sales } = report.numbers;
  const isBad = findings.length > 0;
  const Icon = isBad ? TriangleAlert : reconcileMs === null ? Loader : CircleCheck;
  const seconds = number(tenths(reconcileMs ?? 0));
  return (
    <section
      aria-label={t('over')}
      className={cx(ROW, 'mx-4 mt-2 rounded-lg', isBad ? 'bg-bad-soft' : 'bg-surface')}
    >
      <Icon aria-hidden size={24} className={cx('shrink-0', isBad ? 'text-bad' : 'text-good')} />
      <p role="status" className="min-w-0 flex-1">
        <strong>{t('over')}.</strong> {reconcileMs === null ? t('waiting') : t('answered', { seconds })}
        {' · '}
        {sales === 0 ? t('nothingSold') : t('soldSoFar', { count: sales })}
        {conflicted.length > 0 && ` · ${t('row.conflicted')}: ${conflicted.length}`}
        {' · '}
        {isBad ? t('broken', { count: findings.length }) : t('allHolds')}
      </p>
      <Button onPress={() => drills.open('report')}>{t('report')}</Button>
      <Button variant="quiet" onPress={() => drills.reported(null)}>
        {t('understood')}
      </Button>
    </section>
  );
}
