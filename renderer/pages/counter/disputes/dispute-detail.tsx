import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Money } from '#renderer/kit/index.ts';
import { useBooking } from '#renderer/replica/hooks.ts';
import { counter } from '#renderer/stores/counter.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import { seatStateOf } from '#shared/domain/catalog.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, SeatId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { useTillName } from '../map/use-seat-words.ts';
import { CancelSale } from '../sales/cancel-sale.tsx';
import { lostSeats } from './dispute.ts';
import { Reseat } from './reseat.tsx';
import { useSeatmapOf } from './use-disputes.ts';

/** One disputed sale: what was sold, who has the seats and since when, and the two ways out. */
export function DisputeDetail({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('disputes');
  const { allListings } = useView((view) => ({ allListings: view.allListings }));
  const listing = allListings.find(({ show }) => show.id === booking.showId);
  const isOpen = booking.status === 'conflicted';
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4 pt-2">
      <div className="flex items-center">
        <Button
          variant="quiet"
          icon={ArrowLeft}
          shortcut="Esc"
          onPress={() => counter.set({ openDispute: null })}
        >
          {t('backToList')}
        </Button>
      </div>
      <Sold booking={booking} />
      {isOpen ? <Why booking={booking} /> : <p role="status">{t('settled')}</p>}
      {isOpen && listing?.screen != null && <Reseat booking={booking} screen={listing.screen} />}
      <CancelSale booking={booking} isSold={isOpen} />
    </div>
  );
}

/** The keyboard goes on from here: the row that was pressed is gone. */
const focusOnce = (heading: HTMLHeadingElement | null): void => heading?.focus({ preventScroll: true });

function Sold({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('disputes');
  const { time, dayLong } = useFormats();
  const { allListings } = useView((view) => ({ allListings: view.allListings }));
  const till = useTillName()(booking.deviceId) ?? '';
  const listing = allListings.find(({ show }) => show.id === booking.showId);
  const ids = booking.seats.map(({ seatId }) => seatId);
  const paid = booking.payments.find(({ status }) => status === 'success');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-4">
        <h2 ref={focusOnce} tabIndex={-1} className="text-xl">
          {booking.code}
        </h2>
        <Money minor={capturedOf(booking)} size="lg" />
      </div>
      <p className="text-lg">
        {listing?.screen == null ? ids.join(', ') : seatsInWords(listing.screen, ids)}
      </p>
      {listing !== undefined && (
        <p className="text-sm">
          <strong>{listing.movie?.title}</strong>
          <br />
          {dayLong(listing.startsAtMs)}, {time(listing.startsAtMs)} · {listing.screen?.name}
        </p>
      )}
      {paid !== undefined && (
        <p className="text-sm text-quiet">{t(`sold.${booking.assurance}`, { time: time(paid.at), till })}</p>
      )}
      {booking.customer !== undefined && (
        <p className="text-sm">
          {[booking.customer.name, booking.customer.phone].filter(Boolean).join(' · ')}
        </p>
      )}
    </div>
  );
}

function Why({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('disputes');
  const seatmap = useSeatmapOf(booking.showId);
  const lost = [...lostSeats(booking, seatmap)];
  return (
    <div role="note" className="flex flex-col gap-1 rounded-lg bg-bad-soft px-4 py-3 text-sm">
      <p className="font-strong text-bad">{t(`why.${booking.reason ?? 'seats'}`)}</p>
      {lost.length > 0 && (
        <ul className="flex flex-col gap-1">
          {lost.map((seatId) => (
            <li key={seatId}>
              <Lost booking={booking} seatId={seatId} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Who has the seat, since when, and by which booking. */
function Lost({ booking, seatId }: { booking: Booking; seatId: SeatId }): ReactNode {
  const { t } = useTranslation('disputes');
  const tillName = useTillName();
  const { allListings } = useView((view) => ({ allListings: view.allListings }));
  const screen = allListings.find(({ show }) => show.id === booking.showId)?.screen ?? null;
  const state = seatStateOf(useSeatmapOf(booking.showId), seatId);
  const seat = screen === null ? seatId : seatsInWords(screen, [seatId]);
  const till = tillName(state.deviceId ?? null);
  if (state.bookingId !== undefined && till !== null)
    return <LostTo id={state.bookingId} seat={seat} till={till} />;
  if (state.status === 'available') return <>{t('lostFree', { seat })}</>;
  return <>{till === null ? t('lost', { seat }) : t('lostAt', { seat, till })}</>;
}

function LostTo({ id, seat, till }: { id: BookingId; seat: string; till: string }): ReactNode {
  const { t } = useTranslation('disputes');
  const { time } = useFormats();
  const other = useBooking(id);
  if (other === null) return <>{t('lostAt', { seat, till })}</>;
  return <>{t('lostTo', { seat, till, time: time(other.requestedAt), code: other.code })}</>;
}
