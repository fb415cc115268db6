import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { seatNumber } from '#shared/domain/catalog.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

/** `Row F, seat 12`. */
export function useSeatName(screen: Screen): (seatId: SeatId) => string {
  const { t } = useTranslation('trade');
  return useMemo(() => {
    const seats = new Map(screen.seats.map((seat) => [seat.id, seat]));
    return (seatId) => {
      const seat = seats.get(seatId);
      return seat === undefined ? seatId : t('seat.name', { row: seat.row, seat: seatNumber(seat) });
    };
  }, [screen, t]);
}
