import type { BookingId, PaymentId } from '#shared/wire/scalars.ts';
import type { Tables } from '../server/tables.ts';
import type { Cinema } from '../world/cinema.ts';
import type { World } from '../world/world.ts';

/** I4 on the server: one payment id is accepted for one booking. */
export function checkCapturedOnce(world: World, tables: Tables, id: PaymentId, bookingId: BookingId): void {
  const known = tables.payments.get(id);
  if (known !== undefined && known !== bookingId)
    world.fail('I4', `the payment ${id} was accepted for ${known}, and again for ${bookingId}`);
}

/** I4 in the world: no card was charged, and no cash taken, twice under one id; no order twice over. */
export function checkChargedOnce({ world }: Cinema): void {
  for (const [id, { times }] of world.ledger.captured)
    if (times > 1) world.fail('I4', `the payment ${id} was captured ${times} times`);
}
