import { useMemo } from 'react';
import { useLive } from '#renderer/replica/hooks.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Seatmap } from '#shared/wire/catalog.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import { useDesk } from '../desk/desk-provider.tsx';

/** Far more than a bad evening brings; the rest follows as these are resolved. */
const LISTED_MAX = 200;
const NONE: readonly Booking[] = [];

/** Sales of the cinema that wait for a person, whichever till made them. */
export function useDisputes(): readonly Booking[] {
  const { desk } = useDesk();
  const { replica } = desk;
  return useLive(
    useMemo(() => replica.bookings$({ statuses: ['conflicted'], limit: LISTED_MAX }), [replica]),
    NONE,
  );
}

/** The seats of the show a sale is about, which need not be the one on the map. */
export function useSeatmapOf(showId: ShowId): Seatmap | null {
  const { desk } = useDesk();
  const { replica } = desk;
  return useLive<Seatmap | null>(
    useMemo(() => replica.seatmap$(showId), [replica, showId]),
    null,
  );
}
