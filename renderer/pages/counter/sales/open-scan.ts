import { counter } from '#renderer/stores/counter.ts';
import type { Desk } from '../desk/desk.ts';
import { readScan } from '../keys/scanned.ts';

/** Opens the booking that a scanned ticket or code belongs to; the order at hand stays as it is. */
export async function openScan(desk: Desk, text: string): Promise<void> {
  const scanned = readScan(text);
  if (scanned.kind === 'ticket') {
    const booking = await desk.replica.get('bookings', scanned.bookingId);
    if (booking === null) counter.set({ notice: { kind: 'not-found', text: '' } });
    else counter.set({ side: 'sales', openSale: booking.id });
    return;
  }
  const found = await desk.replica.findBookings(scanned.text);
  const [first, ...others] = found;
  if (first === undefined) counter.set({ notice: { kind: 'not-found', text: scanned.text } });
  else if (others.length === 0) counter.set({ side: 'sales', openSale: first.id });
  else counter.set({ side: 'sales', openSale: null, salesSearch: scanned.text });
}
