import { answerRecall, begunSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { StreamEvent } from '#shared/wire/messages.ts';
import type { Wire } from './wire.ts';

type Recalled = Extract<StreamEvent, { kind: 'recall' }>;

/** Gives recalled seats back, but those of orders this till has begun. */
export async function giveBack(
  wire: Wire,
  recall: Recalled,
  bookings: () => Promise<readonly Booking[]>,
  signal: AbortSignal,
): Promise<void> {
  const all = await bookings();
  const begun = new Map(all.flatMap((booking) => [...begunSeats([booking], booking.showId)]));
  const { release } = answerRecall(recall, undefined, begun);
  await wire.call('POST', '/allotments/release', signal, release);
}
