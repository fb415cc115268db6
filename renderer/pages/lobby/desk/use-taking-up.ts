import { useEffect, useRef } from 'react';
import { auditTime, combineLatest, concatMap } from 'rxjs';
import { isUnfinished } from '#renderer/commands/finish-sales.ts';
import { knownShow } from '#renderer/commands/show-facts.ts';
import { useLobby } from '#renderer/stores/lobby.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { takeUp } from './begin.ts';
import type { LobbyDesk } from './desk.ts';
import { useLobbyDesk } from './lobby-provider.tsx';

const PAUSE_MS = 200;
const BOOKINGS_MAX = 50;
/** Tickets cannot be printed before their show is here; after so long, in milliseconds, what is left is settled without. */
const SHOW_AWAITED_MS = 30_000;

/**
 * While nobody is at the kiosk, what a page before this one left unfinished is taken up: at once where it is stored
 * here, and otherwise when the server has sent it back to a replica that had lost it.
 */
export function useTakingUp(): void {
  const { desk } = useLobbyDesk();
  const isFree = useLobby(({ step, staff }) => step === 'attract' && staff === 'closed');
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFree) return;
    const { replica } = desk;
    const { deviceId } = replica.identity;
    const startedMs = performance.now();
    const look = async (bookings: readonly Booking[]): Promise<void> => {
      const left = bookings.filter((booking) => isLeft(desk, booking));
      if (left.length === 0 && !isFirst.current) return;
      const isLate = performance.now() - startedMs > SHOW_AWAITED_MS;
      for (const { showId } of left)
        if (!isLate && (await knownShow(desk.context(), showId)) === null) return;
      isFirst.current = false;
      await takeUp(desk).catch((problem: unknown) => console.error(problem));
      for (const { id, status } of left) if (status === 'confirmed') desk.shown.add(id);
    };
    const bookings$ = replica.bookings$({ statuses: ['paying', 'confirmed'], deviceId, limit: BOOKINGS_MAX });
    const { shows$, screens$, tariffs$ } = replica;
    const watch = combineLatest([bookings$, shows$, screens$, tariffs$])
      .pipe(
        auditTime(PAUSE_MS),
        concatMap(([bookings]) => look(bookings)),
      )
      .subscribe();
    return () => watch.unsubscribe();
  }, [desk, isFree]);
}

const isLeft = ({ shown, replica }: LobbyDesk, booking: Booking): boolean =>
  booking.status === 'paying' || (!shown.has(booking.id) && isUnfinished(booking, replica.nowMs()));
