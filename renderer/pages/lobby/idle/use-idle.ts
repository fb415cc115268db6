import { useCallback, useEffect, useRef, useState } from 'react';
import { extendHold } from '#renderer/commands/extend-hold.ts';
import { lobby, useLobby } from '#renderer/stores/lobby.ts';
import { startOver } from '../desk/begin.ts';
import { useLobbyDesk, useView } from '../desk/lobby-provider.tsx';
import { ASK_MS, idleStep } from './watch.ts';

const LOOK_MS = 250;
/** A hold with less than this left, in milliseconds, is prolonged for a visitor who is still there. */
const PROLONG_BELOW_MS = 4 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export type Idle = {
  /** When the question ends, in milliseconds of the monotonic clock; null: nothing is asked. */
  readonly endsAtMs: number | null;
  /** The visitor is still there. */
  readonly goOn: () => void;
};

/** Watches for a visitor who has gone. Never while a card is asked for, and not before anything was begun. */
export function useIdle(): Idle {
  const { desk } = useLobbyDesk();
  const view = useView(({ booking }) => ({ booking }));
  const isWatched = useLobby(
    ({ step, pay, staff }) =>
      step !== 'attract' && step !== 'done' && pay.kind === 'idle' && staff === 'closed',
  );
  const [askedAtMs, setAskedAtMs] = useState<number | null>(null);
  const lastTouchMs = useRef(performance.now());
  useEffect(() => {
    // Programs make events too; only a person's count.
    const touched = (event: Event): void => {
      if (event.isTrusted) lastTouchMs.current = performance.now();
    };
    for (const sign of SIGNS) window.addEventListener(sign, touched, { capture: true, passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, touched, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (!isWatched) return;
    // After a card, or with the next visitor, the wait begins anew; and no question outlives whom it was put to.
    lastTouchMs.current = performance.now();
    return () => {
      setAskedAtMs(null);
      lobby.set({ asking: false });
    };
  }, [isWatched]);
  useEffect(() => {
    if (!isWatched) return;
    const timer = setInterval(() => {
      const nowMs = performance.now();
      const step = idleStep({ nowMs, lastTouchMs: lastTouchMs.current, askedAtMs });
      if (step === 'ask') {
        setAskedAtMs(nowMs);
        lobby.set({ asking: true });
      } else if (step === 'end') startOver(desk);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [isWatched, askedAtMs, desk]);

  const { booking } = view;
  const goOn = useCallback(() => {
    lastTouchMs.current = performance.now();
    setAskedAtMs(null);
    lobby.set({ asking: false });
    if (booking?.status !== 'pending') return;
    const endsAtMs = desk.replica.holdDeadline(booking);
    if (endsAtMs === null || endsAtMs - performance.now() > PROLONG_BELOW_MS) return;
    void desk.inTurn(() => extendHold(desk.context(), booking.id));
  }, [desk, booking]);
  return { endsAtMs: askedAtMs === null ? null : askedAtMs + ASK_MS, goOn };
}
