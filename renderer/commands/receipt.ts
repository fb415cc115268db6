import { v7 as uuidv7 } from 'uuid';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import { receiptOf } from '#shared/domain/receipt.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext } from './context.ts';
import { record } from './journal.ts';
import { ENGLISH_RECEIPT } from './paper.ts';
import { knownShow } from './show-facts.ts';

const failed = (message: string): PrintResult => ({ result: 'failed', message: message.slice(0, 200) });

/**
 * Prints the receipt of a booking that money was taken for. Each one is noted in the journal first; from the second on,
 * or when another till made the sale, it says that it is a copy.
 */
export async function printReceipt(ctx: CommandContext, id: BookingId): Promise<PrintResult> {
  const { replica, bridge, locale = 'en', receiptWords: words = ENGLISH_RECEIPT } = ctx;
  const booking = await replica.get('bookings', id);
  if (booking === null || capturedOf(booking) === 0) return failed('nothing was paid for this booking');
  const known = await knownShow(ctx, booking.showId);
  if (known === null) return failed('the show is not known here');
  const about = await replica.journalAbout(id);
  const earlier = about.filter(({ event }) => event.kind === 'receipt').length;
  const isOwn = booking.deviceId === replica.identity.deviceId;
  const copy = earlier + (isOwn ? 1 : 2);
  try {
    await record(ctx, { kind: 'receipt', bookingId: id, copy });
    const receipt = receiptOf({ ...known, booking, words, locale, copy });
    return await bridge.printReceipt({ jobId: uuidv7(), bookingId: id, receipt });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
