import { SquareParking } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Countdown } from '#renderer/kit/index.ts';
import { useCounterPart } from '#renderer/stores/counter.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { takeUp } from '../order/shows.ts';

/** Orders put aside at this till, each with what is left of its hold; one press takes it up again. */
export function ParkedStrip(): ReactNode {
  const { t } = useTranslation('counter');
  const { orderId, passing } = useCounterPart(({ orderId, passing }) => ({ orderId, passing }));
  const parked = useView(({ open }) => open.filter(({ id }) => id !== orderId && !passing.includes(id)));
  if (parked.length === 0) return null;
  return (
    <section aria-label={t('parked.title')} className="flex items-center gap-2 overflow-x-auto px-4 pb-2">
      <SquareParking aria-hidden size={20} className="shrink-0 text-quiet" />
      <ul className="flex gap-2">
        {parked.map((booking) => (
          <li key={booking.id}>
            <ParkedOrder booking={booking} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ParkedOrder({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('counter');
  const { time } = useFormats();
  const { desk } = useDesk();
  const view = useView(({ allListings }) => ({ allListings }));
  const listing = view.allListings.find((one) => one.show.id === booking.showId);
  const ids = booking.seats.map((seat) => seat.seatId);
  const screen = listing?.screen ?? null;
  const seats = screen === null ? ids.join(', ') : seatsInWords(screen, ids);
  const movie = listing?.movie?.title ?? '';
  const at = listing === undefined ? '' : time(listing.startsAtMs);
  const deadlineMs = booking.status === 'pending' ? desk.replica.holdDeadline(booking) : null;
  return (
    <Button
      aria-label={t('parked.label', { seats, movie, time: at })}
      onPress={() => takeUp(desk.view(), booking)}
      className="flex min-h-target items-center gap-3 rounded-md bg-surface px-3 py-1 text-start hovered:bg-sunk pressed:bg-line"
    >
      <span className="flex flex-col">
        <span className="font-strong">{seats}</span>
        <span className="max-w-48 truncate text-sm text-quiet">
          {at} {movie}
        </span>
      </span>
      {deadlineMs === null ? (
        <span className="text-sm text-quiet">{t(stateOf(booking))}</span>
      ) : (
        <Countdown deadlineMs={deadlineMs} label={t('order.held')} silent />
      )}
    </Button>
  );
}

function stateOf(booking: Booking): 'parked.paying' | 'parked.asked' | 'parked.noTime' {
  if (booking.status === 'paying') return 'parked.paying';
  return booking.status === 'requested' ? 'parked.asked' : 'parked.noTime';
}
