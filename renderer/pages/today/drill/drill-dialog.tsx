import { ArrowLeft, ReceiptText } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Dialog, EmptyState } from '#renderer/kit/index.ts';
import type { Bar, DaySales, Drill, DrillEntry } from '#shared/wire/reports.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { useToday } from '../data/today-context.tsx';
import { BookingDetail } from './booking-detail.tsx';
import { BookingsTable } from './bookings-table.tsx';
import { useBehind } from './use-behind.ts';

/** The bookings behind a figure; one of them opens to its price and payments. */
export function DrillDialog({ drill, onClose }: { drill: Drill; onClose: () => void }): ReactNode {
  const { t } = useTranslation('today');
  const { data } = useToday();
  const { money, number } = useFormats();
  const behind = useBehind(data, drill);
  const [openId, setOpenId] = useState<BookingId | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const back = (): void => {
    const id = openId ?? '';
    // The list is in sight again before the button that had the focus is gone: the line is where one was.
    flushSync(() => setOpenId(null));
    const row = list.current?.querySelector(`[data-key="${CSS.escape(id)}"]`);
    if (row instanceof HTMLElement) row.focus();
  };
  const title = useDrillTitle(drill);
  const opened = behind.entries.find(({ booking }) => booking.id === openId);
  const net = netOf(data.sales, drill);
  const count = behind.total ?? 0;
  return (
    <Dialog isOpen onClose={onClose} title={opened === undefined ? title : opened.booking.code} size="lg">
      <div className="flex min-h-96 flex-col gap-2 pb-6">
        <div ref={list} hidden={opened !== undefined}>
          <p className="pb-2 text-quiet">
            {t('drill.sum', { count, number: number(count), net: money(net) })}
          </p>
          <Entries behind={behind} onOpen={(entry) => setOpenId(entry.booking.id)} />
        </div>
        {opened !== undefined && (
          <>
            <div>
              <Button autoFocus variant="quiet" icon={ArrowLeft} onPress={back}>
                {t('drill.back')}
              </Button>
            </div>
            <BookingDetail booking={opened.booking} show={behind.shows.get(opened.booking.showId)} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Entries(props: {
  behind: ReturnType<typeof useBehind>;
  onOpen: (entry: DrillEntry) => void;
}): ReactNode {
  const { behind, onOpen } = props;
  const { t } = useTranslation('today');
  const { number } = useFormats();
  if (behind.trouble !== null) {
    return (
      <p role="alert">{behind.trouble.kind === 'refused' ? behind.trouble.message : t('drill.offline')}</p>
    );
  }
  if (behind.total === null) return <p role="status">{t('drill.asking')}</p>;
  if (behind.total === 0)
    return <EmptyState icon={ReceiptText} title={t('drill.none')} hint={t('drill.noneHint')} />;
  const more = Math.min(behind.step, behind.total - behind.entries.length);
  return (
    <>
      <BookingsTable entries={behind.entries} shows={behind.shows} onOpen={onOpen} />
      {more > 0 && (
        <div className="flex justify-center pt-2">
          <Button onPress={behind.more}>{t('drill.more', { number: number(more) })}</Button>
        </div>
      )}
    </>
  );
}

function useDrillTitle({ dimension, key }: Drill): string {
  const { t } = useTranslation('today');
  const { data, labels } = useToday();
  if (dimension === 'all' || dimension === 'refunds') return t(`drill.title.${dimension}`);
  const name = labels.of(dimension, key, data.shows);
  return t('drill.title.bar', { dimension: t(`by.${dimension}`), name });
}

/** The figure that was pressed, as it is now. */
function netOf(sales: DaySales, { dimension, key }: Drill): number {
  if (dimension === 'all') return sales.total.net;
  if (dimension === 'refunds') return -sales.total.refunds;
  const bar: Bar | undefined = sales.by[dimension].find((one) => one.key === key);
  return bar?.net ?? 0;
}
