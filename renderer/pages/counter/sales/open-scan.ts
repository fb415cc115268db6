import { counter, type Notice } from '#renderer/stores/counter.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Desk } from '../desk/desk.ts';
import { readScan } from '../keys/scanned.ts';

/** Opens the booking that a scanned ticket or code belongs to; the order at hand stays as it is. */
export async function openScan(desk: Desk, text: string): Promise<void> {
  const looking: Notice = { kind: 'looking', text: text.slice(0, SHOWN_MAX) };
  // A loss is not covered by anything: it is dealt with first.
  if (counter.get().notice?.kind === 'lost') return;
  counter.set({ notice: looking });
  const found = await bookingsOf(desk, text);
  // Escape, or anything that happened to the order meanwhile, comes first.
  if (counter.get().notice !== looking) return;
  const [first, ...others] = found;
  if (first === undefined) counter.set({ notice: { ...looking, kind: 'not-found' } });
  else if (others.length === 0) counter.set({ notice: null, side: 'sales', openSale: first.id });
  else counter.set({ notice: null, side: 'sales', openSale: null, salesSearch: looking.text });
}

/** A ticket's code is long; as much of anything scanned is shown. */
const SHOWN_MAX = 24;

async function bookingsOf(desk: Desk, text: string): Promise<readonly Booking[]> {
  const scanned = readScan(text);
  if (scanned.kind === 'text') return desk.replica.findBookings(scanned.text);
  const booking = await desk.replica.get('bookings', scanned.bookingId);
  return booking === null ? [] : [booking];
}
