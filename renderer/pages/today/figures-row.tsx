import { type ReactNode, useMemo } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { figuresUntil } from '#shared/domain/reports/pace.ts';
import type { DaySales, Drill, Figures } from '#shared/wire/reports.ts';
import { useToday } from './data/today-context.tsx';
import { DifferenceMark, PointsMark } from './parts/difference.tsx';

/** The four figures of the day, each with last week's beside it. */
export function FiguresRow(): ReactNode {
  const { t } = useTranslation('today');
  const { data, open } = useToday();
  const { money, number, percent } = useFormats();
  const before = useBefore();
  const { total, occupancy, refundsPaid } = data.sales;
  const tickets = (figures: Figures): number => figures.ticketsSold - figures.ticketsUndone;
  const filled = ({ sold, seats }: DaySales['occupancy']): number => (seats === 0 ? 0 : sold / seats);
  const all: Drill = { dimension: 'all', key: null };
  return (
    <div className="grid grid-cols-1 gap-4 min-[22rem]:grid-cols-2 lg:grid-cols-4">
      <Figure
        name={t('figures.revenue')}
        value={total.net}
        write={money}
        detail={t('figures.netOf', { gross: money(total.gross), refunds: money(total.refunds) })}
        before={before?.now.net ?? null}
        whole={before?.whole?.net ?? null}
        onOpen={() => open(all)}
      />
      <Figure
        name={t('figures.tickets')}
        value={tickets(total)}
        write={number}
        detail={t('figures.ticketsOf', {
          sold: number(total.ticketsSold),
          undone: number(total.ticketsUndone),
        })}
        before={before === null ? null : tickets(before.now)}
        whole={before?.whole == null ? null : tickets(before.whole)}
        onOpen={() => open(all)}
      />
      <Figure
        name={t('figures.occupancy')}
        value={filled(occupancy)}
        write={percent}
        detail={t('figures.seatsOf', { sold: number(occupancy.sold), seats: number(occupancy.seats) })}
        before={before === null ? null : filled(before.occupancy)}
        whole={null}
        isShare
      />
      <Figure
        name={t('figures.refunds')}
        value={total.refunds}
        write={money}
        detail={t('figures.refundsOf', { count: refundsPaid })}
        before={before?.now.refunds ?? null}
        whole={before?.whole?.refunds ?? null}
        onOpen={() => open({ dimension: 'refunds', key: null })}
      />
    </div>
  );
}

/** Last week's figures: as much of them as of this day, and the whole where that is more. */
function useBefore(): { now: Figures; whole: Figures | null; occupancy: DaySales['occupancy'] } | null {
  const { before, compared, cinema } = useToday();
  return useMemo(() => {
    if (before === null) return null;
    const { total, occupancy } = before;
    if (compared.until === null) return { now: total, whole: null, occupancy };
    return { now: figuresUntil(before, compared.until, cinema), whole: total, occupancy };
  }, [before, compared, cinema]);
}

type FigureProps = {
  name: string;
  value: number;
  write: (value: number) => string;
  detail: string;
  before: number | null;
  whole: number | null;
  /** A share of a whole: its difference is counted in points. */
  isShare?: boolean;
  onOpen?: () => void;
};

function Figure(props: FigureProps): ReactNode {
  const { name, value, write, detail, before, whole, isShare = false, onOpen } = props;
  const { t } = useTranslation('today');
  const inside = (
    <>
      <span className="text-sm text-quiet">{name}</span>
      <span className="text-xl font-strong whitespace-nowrap sm:text-2xl">
        <bdi>{write(value)}</bdi>
      </span>
      <span className="text-sm text-quiet">{detail}</span>
      {before !== null && (
        <span className="mt-2 flex flex-wrap items-baseline gap-x-3 border-t border-line pt-2 text-sm">
          <span>{t('figures.before', { value: write(before) })}</span>
          {isShare ? (
            <PointsMark now={value} before={before} />
          ) : (
            <DifferenceMark now={value} before={before} write={write} />
          )}
        </span>
      )}
      {before !== null && whole !== null && whole !== before && (
        <span className="text-sm text-quiet">{t('figures.beforeWhole', { value: write(whole) })}</span>
      )}
    </>
  );
  const look = 'flex min-w-0 flex-col rounded-xl bg-surface px-4 py-4 text-start sm:px-5';
  if (onOpen === undefined) return <div className={look}>{inside}</div>;
  return (
    <Button
      onPress={onOpen}
      aria-label={t('figures.behind', { name, value: write(value) })}
      className={`${look} transition-colors hovered:bg-sunk pressed:bg-line`}
    >
      {inside}
    </Button>
  );
}
