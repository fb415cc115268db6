import { ArrowLeft, Receipt, SearchX } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, EmptyState, ListRow, Money, SearchField } from '#renderer/kit/index.ts';
import { useLive } from '#renderer/replica/hooks.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import type { Booking, BookingStatus } from '#shared/wire/booking.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { SaleDetail } from './sale-detail.tsx';

const SOLD: readonly BookingStatus[] = ['confirmed', 'conflicted', 'cancelled'];
const LISTED_MAX = 30;
const NONE: readonly Booking[] = [];

/** Sales of this till, the latest first, and bookings found by code, name or telephone. */
export function SalesSide(): ReactNode {
  const openSale = useCounter((state) => state.openSale);
  return openSale === null ? <SalesList /> : <SaleDetail id={openSale} />;
}

function useLastSales(): readonly Booking[] {
  const { desk } = useDesk();
  const { replica } = desk;
  const { deviceId } = replica.identity;
  const bookings = useLive(
    useMemo(() => replica.bookings$({ statuses: SOLD, deviceId, limit: LISTED_MAX }), [replica, deviceId]),
    NONE,
  );
  // An order that was given up unpaid was never a sale.
  return useMemo(() => bookings.filter((booking) => booking.payments.length > 0), [bookings]);
}

function useFound(text: string): readonly Booking[] | null {
  const { desk } = useDesk();
  const { replica } = desk;
  const [found, setFound] = useState<readonly Booking[] | null>(null);
  // What has just come from another till is found too.
  const newest = useLive(
    useMemo(() => replica.bookings$({ limit: 1 }), [replica]),
    NONE,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a booking that changed is looked for again
  useEffect(() => {
    let isOver = false;
    if (text.trim() === '') {
      setFound(null);
      return;
    }
    void replica.findBookings(text.trim()).then((bookings) => {
      if (!isOver) setFound(bookings);
    });
    return () => {
      isOver = true;
    };
  }, [replica, text, newest]);
  return found;
}

function SalesList(): ReactNode {
  const { t } = useTranslation('sales');
  const text = useCounter((state) => state.salesSearch);
  const last = useLastSales();
  const found = useFound(text);
  const shown = found ?? last;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 p-4">
      <SearchField
        label={t('find')}
        placeholder={t('find')}
        value={text}
        onChange={(salesSearch) => counter.set({ salesSearch })}
        onSubmit={() => counter.set({ openSale: shown[0]?.id ?? null })}
        autoFocus
      />
      {shown.length === 0 ? (
        <Nothing text={text} />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto">
          {shown.map((booking) => (
            <li key={booking.id}>
              <SaleRow booking={booking} />
            </li>
          ))}
        </ul>
      )}
      <Button variant="quiet" icon={ArrowLeft} shortcut="Esc" onPress={() => counter.set({ side: 'order' })}>
        {t('back')}
      </Button>
    </div>
  );
}

function Nothing({ text }: { text: string }): ReactNode {
  const { t } = useTranslation('sales');
  if (text.trim() === '') return <EmptyState icon={Receipt} title={t('none')} hint={t('noneHint')} />;
  return <EmptyState icon={SearchX} title={t('nothingFound', { text })} hint={t('nothingFoundHint')} />;
}

function SaleRow({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('trade');
  const { time } = useFormats();
  const view = useView(({ allListings }) => ({ allListings }));
  const listing = view.allListings.find((one) => one.show.id === booking.showId);
  const ids = booking.seats.map((seat) => seat.seatId);
  const screen = listing?.screen ?? null;
  const seats = screen === null ? ids.join(', ') : seatsInWords(screen, ids);
  const at = listing === undefined ? '' : time(listing.startsAtMs);
  return (
    <ListRow
      title={`${booking.code} · ${seats}`}
      detail={[at, listing?.movie?.title, booking.customer?.name].filter(Boolean).join(' · ')}
      trail={
        <span className="flex flex-col items-end">
          {booking.price !== undefined && <Money minor={booking.price.total} />}
          <span className="text-sm text-quiet">{t(`status.${booking.status}`)}</span>
        </span>
      }
      onPress={() => counter.set({ openSale: booking.id })}
    />
  );
}
