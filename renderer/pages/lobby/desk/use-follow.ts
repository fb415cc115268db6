import { useEffect } from 'react';
import { lobby, useLobby } from '#renderer/stores/lobby.ts';
import { applyRuling } from '../order/ask.ts';
import { settleAgain } from '../order/pay.ts';
import { useLobbyDesk, useView } from './lobby-provider.tsx';
import { useTakingUp } from './use-taking-up.ts';

const SETTLE_AGAIN_MS = 5_000;

/** Keeps the page in step with what happens by itself: a restart, a hold that ends, a terminal that answers late. */
export function useFollow(): void {
  useTakingUp();
  useOrderEnd();
  useSettling();
}

/** The order came to an end without the visitor: its hold ran out, or a late answer refused it. */
function useOrderEnd(): void {
  const { desk } = useLobbyDesk();
  const view = useView(({ booking }) => ({ booking }));
  const { booking } = view;
  useEffect(() => {
    const now = lobby.get();
    if (booking === null || booking.id !== now.orderId || now.pay.kind !== 'idle') return;
    if (booking.status === 'expired' && now.asked === null && now.notice?.kind !== 'expired')
      lobby.set({ notice: { kind: 'expired' }, granted: [], step: now.step === 'pay' ? 'seats' : now.step });
    else if (booking.status === 'rejected' && now.asked === null) applyRuling(desk, booking, booking.seats);
  }, [desk, booking]);
}

/** While nobody knows whether a card was charged, the terminal is asked again and again. */
function useSettling(): void {
  const { desk } = useLobbyDesk();
  const isUnsettled = useLobby((state) => state.pay.kind === 'unsettled');
  useEffect(() => {
    if (!isUnsettled) return;
    const timer = setInterval(() => void settleAgain(desk), SETTLE_AGAIN_MS);
    return () => clearInterval(timer);
  }, [desk, isUnsettled]);
}
