import { useEffect, useState } from 'react';
import { beginShift } from '#renderer/commands/shift/shift.ts';
import { useLive, useReplica } from '#renderer/replica/hooks.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import type { ShiftId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';

const NO_SHIFTS: readonly Shift[] = [];
/** A journal that could not be written is tried again: nothing is sold meanwhile either. */
const AGAIN_MS = 3_000;

/** The shifts this till knows of. */
export const useShifts = (): readonly Shift[] => useLive(useReplica().shifts$, NO_SHIFTS);

type Own = {
  /** Null until it has begun, and when it is closed. */
  readonly shift: Shift | null;
  /** Of money taken now; known a little earlier than the shift itself. */
  readonly shiftId: ShiftId | null;
};

/**
 * The shift of whoever signed in. It begins by itself, so that no sale waits for it: what is in the drawer is asked
 * beside the sale. It goes on where it was left, and past the end of the business day while its clerk stays.
 */
export function useShift(cinema: Cinema, bridge: Bridge, staff: StaffMember): Own {
  const replica = useReplica();
  const shifts = useShifts();
  const [begun, setBegun] = useState<{ staff: StaffMember; id: ShiftId } | null>(null);
  const { zone, businessDayEndsAt, currency } = cinema;
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = async (): Promise<void> => {
      try {
        const { id } = await beginShift({ replica, bridge, staff }, { zone, businessDayEndsAt, currency });
        if (!isOver) setBegun({ staff, id });
      } catch (problem) {
        console.error(problem);
        if (!isOver) timer = setTimeout(() => void begin(), AGAIN_MS);
      }
    };
    void begin();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [replica, bridge, staff, zone, businessDayEndsAt, currency]);
  const id = begun?.staff === staff ? begun.id : null;
  const known = shifts.find((shift) => shift.id === id) ?? null;
  if (known?.status === 'closed') return { shift: null, shiftId: null };
  return { shift: known, shiftId: id };
}
