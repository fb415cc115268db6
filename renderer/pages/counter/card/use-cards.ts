import { useEffect, useRef } from 'react';
import { settleCards } from '#renderer/commands/card-settle.ts';
import { finishSales } from '#renderer/commands/finish-sales.ts';
import { reconcile } from '#renderer/commands/reconcile.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import type { Desk } from '../desk/desk.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { finish, isUnsettled, settleAgain, soldOf } from './pay.ts';

const SETTLE_AGAIN_MS = 5_000;

/** Keeps card payments in step with what happens by itself: a page that was cut off, a terminal that answers late. */
export function useCards(): void {
  const { desk } = useDesk();
  const view = useView(({ booking, open }) => ({ booking, open }));
  const isTakenUp = useRef(false);
  useEffect(() => {
    if (isTakenUp.current) return;
    isTakenUp.current = true;
    takeUpSales(desk).catch((problem: unknown) => console.error(problem));
  }, [desk]);
  const isOpen = isUnsettled(view.booking);
  const panel = useCounter((state) => state.panel.kind);
  useEffect(() => {
    if (isOpen && (panel === 'order' || panel === 'cash')) counter.set({ panel: { kind: 'unsettled' } });
    else if (!isOpen && panel === 'unsettled') counter.set({ panel: { kind: 'order' } });
  }, [isOpen, panel]);
  const mustAsk = view.open.some(isUnsettled) && panel !== 'card';
  useEffect(() => {
    if (!mustAsk) return;
    let isAsking = false;
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      await settleAgain(desk);
      isAsking = false;
    };
    const timer = setInterval(() => void ask(), SETTLE_AGAIN_MS);
    return () => clearInterval(timer);
  }, [desk, mustAsk]);
}

/**
 * Once after the page has loaded: card payments that were cut off are settled with the terminal, money the journal
 * knows of is put back, and tickets that were not printed are.
 */
async function takeUpSales(desk: Desk): Promise<void> {
  const outcomes = await settleCards(desk.context());
  await reconcile(desk.context());
  const finished = await finishSales(desk.context());
  for (const outcome of outcomes) finish(desk, outcome.booking.id, [], outcome);
  const [sale] = finished;
  const { orderId, panel } = counter.get();
  if (sale !== undefined && orderId === null && panel.kind === 'order')
    counter.set({ panel: soldOf(sale.booking, sale.print) });
}
