import { Printer } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { zOf } from '#renderer/commands/shift/books.ts';
import { Button } from '#renderer/kit/index.ts';
import { linesOf, type ZReport } from '#shared/domain/shift/z.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { ShiftFigures } from '#shared/wire/shift.ts';
import type { Shift } from '#shared/wire/till.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { Difference } from './counted-panel.tsx';
import { leaveTill } from './steps.ts';
import { isTold, useLineWords } from './use-line-words.ts';
import { useReportPaper } from './use-report-paper.ts';

/** The figures of the open shift, as often as they are asked for. */
export function XPanel({ shift, figures }: { shift: Shift; figures: ShiftFigures }): ReactNode {
  const { t } = useTranslation('till');
  const paper = useReportPaper();
  return (
    <>
      <h2 className="text-lg">{t('x.title')}</h2>
      <Lines figures={figures} />
      <Print print={() => paper.x(shift, figures)} isFirst={false} hasFocus />
    </>
  );
}

/** The Z of a closed shift: printed once by itself, then as often as somebody asks. */
export function ZPanel({ shift, isJustClosed }: { shift: Shift; isJustClosed: boolean }): ReactNode {
  const { t } = useTranslation('till');
  const paper = useReportPaper();
  const report = useZ(shift);
  if (report === 'reading') return <p role="status">{t('z.reading')}</p>;
  if (report === null) return <p>{t('z.gone')}</p>;
  return (
    <>
      <h2 className="text-lg">{t('z.title', { number: report.head.seq })}</h2>
      {shift.counted !== undefined && <Difference minor={shift.difference ?? 0} />}
      <p className="text-quiet">{t(`z.state.${report.state}`)}</p>
      <Changes report={report} />
      <Lines figures={report.figures} />
      <Print
        print={(isCopy) => paper.z(shift, report, isCopy)}
        isFirst={isJustClosed}
        hasFocus={!isJustClosed}
      />
      {isJustClosed && (
        <Button variant="accent" size="lg" wide shortcut="↵" autoFocus onPress={leaveTill}>
          {t('z.done')}
        </Button>
      )}
    </>
  );
}

function useZ(shift: Shift): ZReport | null | 'reading' {
  const { desk } = useDesk();
  const [report, setReport] = useState<ZReport | null | 'reading'>('reading');
  useEffect(() => {
    let isOver = false;
    zOf(desk.context(), shift, desk.view().cinema).then(
      (found) => {
        if (!isOver) setReport(found);
      },
      (problem: unknown) => {
        console.error(problem);
        if (!isOver) setReport(null);
      },
    );
    return () => {
      isOver = true;
    };
  }, [desk, shift]);
  return report;
}

/** What has become different since it was printed. */
function Changes({ report }: { report: ZReport }): ReactNode {
  const { t } = useTranslation('till');
  const words = useLineWords();
  if (report.changes.length === 0) return null;
  return (
    <dl aria-label={t('z.changes')} className="flex flex-col gap-1 rounded-lg bg-warn-soft p-3">
      {report.changes.map(({ line, was, is }) => (
        <div key={`${line.name} ${line.of ?? ''}`} className="flex flex-wrap justify-between gap-x-4">
          <dt>{words(line).left}</dt>
          <dd className="tabular-nums">
            {t('z.changed', { was: words(line, was).right, is: words(line, is).right })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const STRONG: ReadonlySet<string> = new Set(['net', 'expected']);

function Lines({ figures }: { figures: ShiftFigures }): ReactNode {
  const words = useLineWords();
  return (
    <dl className="flex flex-col gap-1">
      {linesOf(figures)
        .filter(isTold)
        .map((line) => {
          const { left, right } = words(line);
          return (
            <div
              key={`${line.name} ${line.of ?? ''}`}
              className={STRONG.has(line.name) ? 'flex justify-between font-strong' : 'flex justify-between'}
            >
              <dt>{left}</dt>
              <dd className="tabular-nums">{right}</dd>
            </div>
          );
        })}
    </dl>
  );
}

type Printing = PrintResult['result'] | 'printing' | null;

/** Prints at once where it is the first time, and again whenever asked. */
function Print(props: {
  print: (isCopy: boolean) => Promise<PrintResult>;
  isFirst: boolean;
  hasFocus: boolean;
}): ReactNode {
  const { print, isFirst, hasFocus } = props;
  const { t } = useTranslation('till');
  const [state, setState] = useState<Printing>(null);
  const run = async (isCopy: boolean): Promise<void> => {
    setState('printing');
    const said = await print(isCopy).catch((): PrintResult => ({ result: 'unknown' }));
    setState(said.result);
  };
  const printFirst = useEffectEvent(() => void run(false));
  useEffect(() => {
    if (isFirst) printFirst();
  }, [isFirst]);
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p role="status" className={state === 'failed' || state === 'unknown' ? 'text-bad' : 'text-quiet'}>
        {state === null ? '' : t(`print.${state}`)}
      </p>
      <Button
        icon={Printer}
        autoFocus={hasFocus}
        isDisabled={state === 'printing'}
        onPress={() => void run(isFirst || state !== null)}
      >
        {t(state === null && !isFirst ? 'print.do' : 'print.again')}
      </Button>
    </div>
  );
}
