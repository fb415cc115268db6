import { useEffect, useState } from 'react';
import { tendShift } from '#renderer/commands/shift/shift.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import { lobby } from '#renderer/stores/lobby.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { ShiftId } from '#shared/wire/scalars.ts';

/** How often it is looked whether the business day is over. */
const LOOK_MS = 15_000;

/** The kiosk's own shift, which begins and ends with the business day, never while a card is being charged. */
export function useLobbyShift(cinema: Cinema, bridge: Bridge): ShiftId | null {
  const replica = useReplica();
  const [shiftId, setShiftId] = useState<ShiftId | null>(null);
  const { zone, businessDayEndsAt, currency } = cinema;
  useEffect(() => {
    let isOver = false;
    const tend = async (): Promise<void> => {
      if (lobby.get().pay.kind !== 'idle') return;
      const ctx = { replica, bridge, staff: null };
      const { id } = await tendShift(ctx, { zone, businessDayEndsAt, currency });
      if (!isOver) setShiftId(id);
    };
    // A journal that cannot be written stops sales too, and says so there; this tries again.
    const look = (): void => void tend().catch((problem: unknown) => console.error(problem));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [replica, bridge, zone, businessDayEndsAt, currency]);
  return shiftId;
}
