import { firstValueFrom } from 'rxjs';
import { type CardOutcome, settleCards } from '#renderer/commands/card-settle.ts';
import { finishSales } from '#renderer/commands/finish-sales.ts';
import { catchUpJournal } from '#renderer/commands/journal.ts';
import { releaseOrder } from '#renderer/commands/release.ts';
import { speakIn } from '#renderer/i18n/lobby-languages.ts';
import { LOBBY_IDLE, lobby } from '#renderer/stores/lobby.ts';
import { capturedOf, hasOpenPayment } from '#shared/domain/booking/facts.ts';
import { OPEN_STATUSES } from '../../counter/desk/view.ts';
import { release } from '../order/ask.ts';
import { show } from '../order/pay.ts';
import type { LobbyDesk } from './desk.ts';

/** More orders than a kiosk ever leaves behind. */
const LEFT_BEHIND_MAX = 50;

/**
 * Payments cut off by a crash are settled with the terminal and their tickets printed, and orders of somebody who can no
 * longer see them are released. The journal comes first: an order whose payment only it knows of must not be given away.
 */
export async function takeUp(desk: LobbyDesk): Promise<void> {
  await catchUpJournal(desk.context());
  const outcomes = await settleCards(desk.context());
  const finished = await finishSales(desk.context(), desk.shown);
  await releaseLeftovers(desk);
  if (lobby.get().step !== 'attract') return;
  const open = outcomes.find(({ kind }) => kind === 'unsettled');
  const sold: CardOutcome | undefined = outcomes.find(({ kind }) => kind === 'sold');
  const [sale] = finished;
  if (open !== undefined) show(desk, open, open.booking.id);
  else if (sold !== undefined) show(desk, sold, sold.booking.id);
  else if (sale !== undefined) show(desk, { kind: 'sold', ...sale }, sale.booking.id);
}

async function releaseLeftovers({ replica, context }: LobbyDesk): Promise<void> {
  const { deviceId } = replica.identity;
  const query = { statuses: OPEN_STATUSES, deviceId, limit: LEFT_BEHIND_MAX };
  for (const booking of await firstValueFrom(replica.bookings$(query))) {
    if (booking.id === lobby.get().orderId) continue;
    if (capturedOf(booking) === 0 && !hasOpenPayment(booking)) await releaseOrder(context(), booking.id);
  }
}

/** The visitor is gone: their seats go free and nothing of them is left, not even their language. */
export function startOver(desk: LobbyDesk): void {
  const { orderId } = lobby.get();
  lobby.set(LOBBY_IDLE);
  void speakIn(null);
  if (orderId !== null) void desk.inTurn(() => release(desk, orderId));
}
