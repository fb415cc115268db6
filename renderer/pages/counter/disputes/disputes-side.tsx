import { ArrowLeft, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, EmptyState, ListRow, Money } from '#renderer/kit/index.ts';
import { useBooking } from '#renderer/replica/hooks.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { DisputeDetail } from './dispute-detail.tsx';
import { useDisputes } from './use-disputes.ts';

/** Sales that need a person: somebody was sold seats that somebody else has. */
export function DisputesSide(): ReactNode {
  const open = useCounter((state) => state.openDispute);
  const disputes = useDisputes();
  return open === null ? <DisputesList disputes={disputes} /> : <OpenDispute key={open} id={open} />;
}

/** It stays open when it is settled: what is to be paid back is said here. */
function OpenDispute({ id }: { id: BookingId }): ReactNode {
  const booking = useBooking(id);
  return booking !== null && <DisputeDetail booking={booking} />;
}

/** By keyboard the next one is one press away. */
const focusFirst = (list: HTMLUListElement | null): void => list?.querySelector('button')?.focus();

function DisputesList({ disputes }: { disputes: readonly Booking[] }): ReactNode {
  const { t } = useTranslation('disputes');
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 p-4">
      {disputes.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('none')} hint={t('noneHint')} />
      ) : (
        <ul ref={focusFirst} aria-label={t('title')} className="min-h-0 flex-1 overflow-y-auto">
          {disputes.map((booking) => (
            <li key={booking.id}>
              <DisputeRow booking={booking} />
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

function DisputeRow({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('disputes');
  const { time } = useFormats();
  const { allListings } = useView((view) => ({ allListings: view.allListings }));
  const listing = allListings.find(({ show }) => show.id === booking.showId);
  const ids = booking.seats.map(({ seatId }) => seatId);
  const screen = listing?.screen ?? null;
  const seats = screen === null ? ids.join(', ') : seatsInWords(screen, ids);
  return (
    <ListRow
      title={`${booking.code} · ${seats}`}
      detail={[listing === undefined ? '' : time(listing.startsAtMs), listing?.movie?.title]
        .filter(Boolean)
        .join(' · ')}
      trail={
        <span className="flex flex-col items-end">
          <Money minor={capturedOf(booking)} />
          {booking.swap?.status === 'held' && <span className="text-sm text-good">{t('rowHeld')}</span>}
        </span>
      }
      onPress={() => counter.set({ openDispute: booking.id })}
    />
  );
}
