import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatView } from '#renderer/seatmap/seat-view.ts';
import { seatNumber } from '#shared/domain/catalog.ts';
import type { Seat } from '#shared/wire/catalog.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';
import type { SeatStanding } from './seat-views.ts';

/** A till's name from its id; null when it is not known, as with a till that has just been enrolled. */
export function useTillName(): (deviceId: DeviceId | null) => string | null {
  const view = useView(({ cinema }) => ({ cinema }));
  const { devices } = view.cinema;
  return useCallback((deviceId) => devices.find((device) => device.id === deviceId)?.name ?? null, [devices]);
}

const isKnownReason = (reason: string): reason is 'house' | 'broken' =>
  reason === 'house' || reason === 'broken';

/** What a seat is and how it stands, in words, for staff: which till has it, or which booking. */
export function useStandingWords(): (standing: SeatStanding) => string {
  const { t } = useTranslation('trade');
  const tillName = useTillName();
  return useCallback(
    (standing) => {
      switch (standing.kind) {
        case 'held': {
          const till = tillName(standing.by);
          return till === null ? t('seat.held') : t('seat.heldAt', { till });
        }
        case 'lost': {
          const till = tillName(standing.by);
          return till === null ? t('seat.lost') : t('seat.lostTo', { till });
        }
        case 'blocked':
          if (standing.reason === null) return t('seat.blocked');
          return isKnownReason(standing.reason)
            ? t(`seat.reason.${standing.reason}`)
            : t('seat.blockedBecause', { reason: standing.reason });
        case 'booked': {
          const till = tillName(standing.by);
          return till === null ? t('seat.booked') : t('seat.bookedAt', { till });
        }
        default:
          return t(`seat.${standing.kind}`);
      }
    },
    [t, tillName],
  );
}

/** `Row F, seat 12, premium, wheelchair place, available, 15.00 €`. */
export function useSeatName(
  priceOf: (seat: Seat) => string | null,
): (seat: Seat, view: Pick<SeatView, 'state' | 'lost' | 'unsure'>) => string {
  const { t } = useTranslation('trade');
  return useCallback(
    (seat, view) => {
      const state = view.lost === true ? 'lost' : view.unsure === true ? 'unsure' : view.state;
      const parts: (string | null | false)[] = [
        t('seat.name', { row: seat.row, seat: seatNumber(seat) }),
        t(`seatType.${seat.type}`),
        seat.wheelchair === true && t('seat.wheelchair'),
        seat.companion === true && t('seat.companion'),
        seat.restrictedView === true && t('seat.restrictedView'),
        seat.partner !== undefined && t('seat.loveSeat'),
        seat.house === true && t('seat.house'),
        t(`seat.${state}`),
        view.state === 'available' ? priceOf(seat) : null,
      ];
      return parts.filter(Boolean).join(', ');
    },
    [t, priceOf],
  );
}
