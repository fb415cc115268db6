import { ChevronLeft, ChevronRight, FileSpreadsheet, Printer, Sheet } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, IconButton } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { addDays } from '#shared/domain/time.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import { Day } from '#shared/wire/scalars.ts';
import type { DayState } from './data/day-data.ts';
import { TodayProvider, type TodayView, useToday } from './data/today-context.tsx';
import { useFiles } from './files/use-files.ts';
import { middayOf } from './parts/midday.ts';

type DayBarProps = {
  cinema: Cinema;
  day: Day;
  /** The present business day. */
  today: Day;
  onChoose: (day: Day) => void;
  /** How far last week's figures are. */
  last: DayState;
  /** Null while the day itself is not here. The bar stays the same one, so that a button keeps the focus. */
  view: TodayView | null;
};

/** Which day this is, what it is compared with, and the way to other days and out to paper. */
export function DayBar({ cinema, day, today, onChoose, last, view }: DayBarProps): ReactNode {
  const { t } = useTranslation('today');
  const { dayLong } = useFormats();
  return (
    <div className="flex flex-col gap-1">
      <p className="hidden text-sm print:block">{cinema.name}</p>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <h1 className="text-2xl">{dayLong(middayOf(day, cinema.zone))}</h1>
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          {day !== today && <Button onPress={() => onChoose(today)}>{t('day.today')}</Button>}
          <IconButton icon={ChevronLeft} label={t('day.before')} onPress={() => onChoose(addDays(day, -1))} />
          <DayField day={day} today={today} onChoose={onChoose} />
          <IconButton
            icon={ChevronRight}
            label={t('day.after')}
            isDisabled={day >= today}
            onPress={() => onChoose(addDays(day, 1))}
          />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        {view === null ? (
          <p className="text-quiet">{t('day.ends', { time: cinema.businessDayEndsAt })}</p>
        ) : (
          <TodayProvider view={view}>
            <Standing last={last} />
            <FileButtons />
          </TodayProvider>
        )}
      </div>
    </div>
  );
}

/** How fresh the figures are, and what they are set against. */
function Standing({ last }: { last: DayState }): ReactNode {
  const { t } = useTranslation('today');
  const { time, dayLong } = useFormats();
  const { data, before, compared, cinema, nowMs } = useToday();
  const other = dayLong(middayOf(compared.day, cinema.zone));
  const connection = useConnection();
  const fresh = ((): string => {
    if (data.source === 'server') return t('day.fromServer', { time: time(data.asOfMs) });
    if (connection.kind === 'offline') return t('day.offline', { time: time(connection.sinceMs) });
    return t('day.live', { time: time(nowMs) });
  })();
  const against = ((): string => {
    if (last.kind === 'no-line') return t('day.noLineBefore');
    if (last.kind === 'refused') return last.message;
    if (before === null) return t('day.askingBefore');
    if (before.bookings === 0) return t('day.nothingBefore', { day: other });
    return compared.until === null
      ? t('day.whole', { day: other })
      : t('day.until', { day: other, time: compared.until });
  })();
  return (
    <p className="text-quiet">
      {fresh}. {against}
    </p>
  );
}

function DayField({
  day,
  today,
  onChoose,
}: {
  day: Day;
  today: Day;
  onChoose: (day: Day) => void;
}): ReactNode {
  const { t } = useTranslation('today');
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {t('day.label')}
      </label>
      <input
        id={id}
        type="date"
        value={day}
        max={today}
        required
        onChange={({ target }) => {
          // A field that is being typed in may hold no day, or one of the year 0002.
          const typed = Day.safeParse(target.value);
          if (typed.success && typed.data >= FIRST_DAY) onChoose(typed.data);
        }}
        className="min-h-target rounded-md border border-line-strong bg-surface px-3 text-base text-text"
      />
    </>
  );
}

const FIRST_DAY = Day.parse('2000-01-01');

function FileButtons(): ReactNode {
  const { t } = useTranslation('today');
  const { number } = useFormats();
  const files = useFiles();
  const { progress } = files;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {progress !== null && (
        <span role="status" className="text-sm text-quiet">
          {t('files.fetching', { done: number(progress.done), total: number(progress.total) })}
        </span>
      )}
      <Button icon={Sheet} onPress={files.saveTotals}>
        {t('files.totals')}
      </Button>
      <Button icon={FileSpreadsheet} isDisabled={progress !== null} onPress={() => void files.savePayments()}>
        {t('files.payments')}
      </Button>
      <Button icon={Printer} onPress={() => window.print()}>
        {t('files.print')}
      </Button>
    </div>
  );
}
