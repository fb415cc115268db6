import { type CardOutcome, settleCards } from '#renderer/commands/card-settle.ts';
import { type CardResult, callOffCard, payCard } from '#renderer/commands/pay-card.ts';
import { printTickets } from '#renderer/commands/print.ts';
import { forgetLobbyOrder, type LobbyTrouble, lobby } from '#renderer/stores/lobby.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { LobbyDesk } from '../desk/desk.ts';

/** Asks for the card, and carries what became of it to the page. */
export async function pay(desk: LobbyDesk): Promise<void> {
  const { orderId, asked, pay: now } = lobby.get();
  if (orderId === null || asked !== null || now.kind !== 'idle') return;
  lobby.set({ step: 'pay', pay: { kind: 'working', calledOff: false }, notice: null, asking: false });
  try {
    show(desk, await payCard(desk.context(), orderId), orderId);
  } catch (problem) {
    console.error(problem);
    trouble({ kind: 'error' });
  }
}

/** The visitor changed their mind while the card was asked for. */
export async function callOff(desk: LobbyDesk): Promise<void> {
  const { orderId } = lobby.get();
  if (orderId === null) return;
  lobby.set({ pay: { kind: 'working', calledOff: true } });
  await callOffCard(desk.context(), orderId);
}

/** Asks the terminal once more what became of the payment that is not settled. */
export async function settleAgain(desk: LobbyDesk): Promise<void> {
  const { pay: now } = lobby.get();
  if (now.kind !== 'unsettled') return;
  const outcomes = await settleCards(desk.context()).catch((): readonly CardOutcome[] => []);
  const own = outcomes.find(({ booking }) => booking.id === now.bookingId);
  if (own !== undefined && lobby.get().pay === now) show(desk, own, now.bookingId);
}

export async function printAgain(desk: LobbyDesk): Promise<void> {
  const { sold } = lobby.get();
  if (sold === null) return;
  const print = await printTickets(desk.context(), sold.bookingId);
  if (lobby.get().sold?.bookingId === sold.bookingId) lobby.set({ sold: { ...sold, print } });
}

/** Carries the end of a payment to the page. */
export function show(desk: LobbyDesk, result: CardResult, id: BookingId): void {
  if (result.kind === 'sold') {
    desk.shown.add(id);
    forgetLobbyOrder();
    const sold = { bookingId: id, print: result.print };
    lobby.set({ step: 'done', pay: { kind: 'idle' }, notice: null, sold });
  } else if (result.kind === 'unsettled') {
    lobby.set({ step: 'pay', pay: { kind: 'unsettled', bookingId: id }, notice: null });
  } else if (result.kind === 'declined' && isCalledOff()) {
    // What was asked for has happened: there is nothing to be told.
    lobby.set({ step: 'seats', pay: { kind: 'idle' }, notice: null });
  } else {
    trouble(troubleOf(result));
  }
}

function isCalledOff(): boolean {
  const { pay: now } = lobby.get();
  return now.kind === 'working' && now.calledOff;
}

function troubleOf(result: Exclude<CardResult, { kind: 'sold' | 'unsettled' }>): LobbyTrouble {
  switch (result.kind) {
    case 'late':
      return { kind: 'refused', reason: 'payment-open' };
    case 'declined':
    case 'no-answer':
      return { kind: result.kind };
    case 'refused':
      return { kind: 'refused', reason: result.booking.reason ?? 'seats' };
    case 'failed':
      return result.why === 'journal' || result.why === 'terminal' || result.why === 'fault'
        ? { kind: result.why }
        : { kind: 'error' };
  }
}

const trouble = (notice: LobbyTrouble): void => lobby.set({ pay: { kind: 'idle' }, notice });
