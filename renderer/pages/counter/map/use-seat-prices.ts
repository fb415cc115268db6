import { useCallback, useMemo } from 'react';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import type { Seat, SeatType } from '#shared/wire/catalog.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';

/** What one adult ticket costs on a seat of this show, in words; null while the tariff is not here. */
export function useSeatPrices(): (seat: Seat) => string | null {
  const { desk } = useDesk();
  const view = useView(({ listing, screen, tariff, cinema }) => ({ listing, screen, tariff, cinema }));
  const { money } = useFormats();
  const { listing, screen, tariff, cinema } = view;
  const prices = useMemo(() => {
    const byType = new Map<SeatType, string>();
    if (listing === null || screen === null || tariff === null) return byType;
    const version = versionInForce(tariff, desk.replica.nowMs());
    for (const seat of screen.seats) {
      if (byType.has(seat.type)) continue;
      const { total } = priceOf({
        show: listing.show,
        movie: listing.movie,
        screen,
        tariff,
        version,
        zone: cinema.zone,
        channel: 'counter',
        seats: [{ seatId: seat.id, ticketType: 'adult' }],
      });
      byType.set(seat.type, money(total));
    }
    return byType;
  }, [listing, screen, tariff, cinema.zone, desk, money]);
  return useCallback((seat) => prices.get(seat.type) ?? null, [prices]);
}
