import { type ReactNode, useRef } from 'react';
import { lobby } from '#renderer/stores/lobby.ts';

/** A finger held this long, in milliseconds, in the page's upper corner opens the staff's door. */
const HOLD_MS = 3_000;

/** The staff gesture: a long press in the upper corner, where nothing is drawn. Nobody is told of it. */
export function StaffCorner(): ReactNode {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => clearTimeout(timer.current);
  return (
    <div
      aria-hidden
      data-staff-corner
      className="fixed start-0 top-0 z-30 size-20"
      onPointerDown={() => {
        stop();
        timer.current = setTimeout(() => {
          if (lobby.get().pay.kind !== 'working') lobby.set({ staff: 'pin' });
        }, HOLD_MS);
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
    />
  );
}
