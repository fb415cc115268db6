import { releaseOrder } from '#renderer/commands/release.ts';
import { counter, forgetOrder } from '#renderer/stores/counter.ts';
import { HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { isOpen } from '../desk/view.ts';
import { type PartyPart, parseOrderLine } from '../order-line.ts';
import { giveUp } from './ask.ts';
import { partyOf } from './best.ts';
import { parkOrder } from './shows.ts';
import { takeBest } from './take.ts';

export type OtherShowAnswer = 'move' | 'park' | 'release' | 'stay';

/** Answers the question that choosing another show raised while seats were held. */
export async function answerOtherShow(desk: Desk, answer: OtherShowAnswer): Promise<void> {
  const { question } = counter.get();
  counter.set({ question: null });
  if (question?.kind !== 'other-show' || answer === 'stay') return;
  const { showId, line } = question;
  const view = desk.view();
  const { orderId } = counter.get();
  const ordered = partyIn(line);
  if (answer === 'release') await desk.inTurn(() => giveUp(desk));
  else parkOrder(desk);
  forgetOrder();
  counter.set({ showId, notice: null, chosen: null });
  const party = answer === 'move' && ordered.length === 0 ? partyOf(view.screen, view.seats) : ordered;
  if (party.length === 0) return;
  await takeBest(desk, showId, party);
  if (answer === 'move' && orderId !== null) void releaseOnceHeld(desk, orderId);
}

function partyIn(line: string): readonly PartyPart[] {
  const read = parseOrderLine(line);
  return read.kind === 'order' ? read.party : [];
}

/** The former seats are given up only when the new ones are granted; until then the old order stands parked. */
async function releaseOnceHeld(desk: Desk, formerId: BookingId): Promise<void> {
  const { orderId } = counter.get();
  if (orderId === null || orderId === formerId) return;
  const written = await desk.replica.get('bookings', orderId);
  const ruled = await desk.replica.ruling(orderId, written?.edit?.n ?? 1, HOLD_SECONDS_MAX * 1_000);
  const former = await desk.replica.get('bookings', formerId);
  if (ruled?.status === 'pending' && isOpen(former) && former?.status !== 'paying') {
    await releaseOrder(desk.context(), formerId);
  }
}

/** Answers whether the order is to be released. */
export function answerRelease(desk: Desk, release: boolean): void {
  counter.set({ question: null });
  if (!release) return;
  void desk.inTurn(async () => {
    await giveUp(desk);
    counter.set({ notice: null });
  });
}
