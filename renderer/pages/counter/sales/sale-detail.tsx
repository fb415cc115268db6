import { ArrowLeft, Banknote } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { payRefund } from '#renderer/commands/cancel-sale.ts';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Chip, Money } from '#renderer/kit/index.ts';
import { useBooking } from '#renderer/replica/hooks.ts';
import { counter } from '#renderer/stores/counter.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { isOpen } from '../desk/view.ts';
import { seatsInWords } from '../map/choice.ts';
import { useTillName } from '../map/use-seat-words.ts';
import { takeUp } from '../order/shows.ts';
import { PaperActions } from '../paper/paper-actions.tsx';
import { CancelSale } from './cancel-sale.tsx';

/** One booking: what it is, and what can still be done with it. */
export function SaleDetail({ id }: { id: BookingId }): ReactNode {
  const { t } = useTranslation('sales');
  const booking = useBooking(id);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <div>
        <Button
          variant="quiet"
          icon={ArrowLeft}
          shortcut="Esc"
          onPress={() => counter.set({ openSale: null })}
        >
          {t('backToList')}
        </Button>
      </div>
      {booking !== null && (
        <>
          <Facts booking={booking} />
          <Actions booking={booking} />
        </>
      )}
    </div>
  );
}

function Facts({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation(['sales', 'trade']);
  const { time, dayLong, money } = useFormats();
  const view = useView(({ allListings }) => ({ allListings }));
  const till = useTillName()(booking.deviceId) ?? '';
  const listing = view.allListings.find((one) => one.show.id === booking.showId);
  const ids = booking.seats.map((seat) => seat.seatId);
  const screen = listing?.screen ?? null;
  const paid = booking.payments.find((payment) => payment.status === 'success');
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-xl">{booking.code}</h2>
        <Chip tone={booking.status === 'conflicted' ? 'bad' : 'neutral'}>
          {t(`status.${booking.status}`, { ns: 'trade' })}
        </Chip>
      </div>
      {listing !== undefined && (
        <p>
          <strong>{listing.movie?.title}</strong>
          <br />
          {dayLong(listing.startsAtMs)}, {time(listing.startsAtMs)} · {screen?.name}
        </p>
      )}
      <p className="text-lg">{screen === null ? ids.join(', ') : seatsInWords(screen, ids)}</p>
      {booking.price !== undefined && <Money minor={booking.price.total} size="lg" />}
      {paid !== undefined && (
        <p className="text-sm text-quiet">{t('soldAt', { time: time(paid.at), till })}</p>
      )}
      {booking.customer !== undefined && (
        <p className="text-quiet">
          {[booking.customer.name, booking.customer.phone, booking.customer.email]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {booking.refunds.map((refund) => (
        <p key={refund.id} className="text-sm">
          {t('refund', { amount: money(refund.amount) })}: {t(`refundStatus.${refund.status}`)}
        </p>
      ))}
    </div>
  );
}

function Actions({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('sales');
  const { desk } = useDesk();
  const isSold = booking.status === 'confirmed' || booking.status === 'conflicted';
  return (
    <div className="flex flex-col gap-2">
      {isOpen(booking) && <Button onPress={() => takeUp(desk.view(), booking)}>{t('resume')}</Button>}
      <PaperActions booking={booking} isSold={isSold} />
      <PayOut booking={booking} />
      <CancelSale booking={booking} isSold={isSold} />
    </div>
  );
}

/** A refund that the server granted after nobody waited for it any more. */
function PayOut({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('sales');
  const { money } = useFormats();
  const { desk } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const { deviceId } = desk.replica.identity;
  const due = booking.refunds.filter((one) => one.status === 'granted' && one.deviceId === deviceId);
  const sum = due.reduce((total, one) => total + one.amount, 0);
  if (sum === 0) return null;
  const pay = async (): Promise<void> => {
    setBusy(true);
    await desk.inTurn(async () => {
      await payRefund(desk.context(), booking.id);
    });
    setBusy(false);
  };
  return (
    <Button wide icon={Banknote} isDisabled={isBusy} onPress={() => void pay()}>
      {t('payOut', { amount: money(sum) })}
    </Button>
  );
}
