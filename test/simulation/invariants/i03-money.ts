import type { Case } from '#shared/domain/booking/case.ts';
import { capturedOf, refundedOf } from '#shared/domain/booking/facts.ts';
import { cancellationTerms } from '#shared/domain/cancellation.ts';
import { percentOf } from '#shared/domain/money.ts';
import { versionInForce } from '#shared/domain/pricing/price.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { PaymentId } from '#shared/wire/scalars.ts';
import { NOW_MS } from '../../support/world.ts';
import type { Tables } from '../server/tables.ts';
import type { Cinema } from '../world/cinema.ts';
import { showOf } from '../world/house.ts';
import type { Captured } from '../world/ledger.ts';
import { Violation } from '../world/violation.ts';
import type { World } from '../world/world.ts';

const captured = (booking: Booking): PaymentId[] =>
  booking.payments.flatMap(({ id, status }) => (status === 'success' ? [id] : []));

/** I3 on the server: money that is stored stays stored. */
export function checkFactsStay(world: World, before: Booking | null, after: Booking): void {
  if (before === null) return;
  const left = new Set(captured(after));
  for (const id of captured(before))
    if (!left.has(id)) world.fail('I3', `the server loses the payment ${id} of ${after.id}`);
}

/** I3 at a kiosk: money survives the meeting with the server's state, in an answer or in a page. */
export function checkNothingDropped(world: World, local: Booking, merged: Booking): void {
  const left = new Set(captured(merged));
  for (const id of captured(local))
    if (!left.has(id))
      world.fail('I3', `a kiosk loses the payment ${id} of ${local.id} when it hears the server`);
}

const isFiled = (tables: Tables, id: PaymentId): boolean => {
  for (const item of tables.openItems.values()) if (item.paymentId === id) return true;
  return false;
};

/** I3 at each ruling: captured money in a pushed row is stored or filed, whatever else is wrong with it. */
export function checkMoneyIsTaken(world: World, tables: Tables, { pushed }: Case): void {
  for (const { id, status } of pushed.payments ?? []) {
    if (status !== 'success') continue;
    const stored = tables.bookings.get(pushed.id)?.booking;
    const isStored = stored !== undefined && captured(stored).includes(id);
    if (!isStored && !isFiled(tables, id))
      world.fail('I3', `the server does not take the payment ${id} of ${pushed.id}`);
  }
}

/** I3 in the end: every captured payment is in one sale, or given back, or waits for a person. */
export function checkMoneyAtTheEnd(cinema: Cinema): void {
  const holders = new Map<PaymentId, Booking[]>();
  for (const { booking } of cinema.server.committed.bookings.values())
    for (const id of captured(booking)) holders.set(id, [...(holders.get(id) ?? []), booking]);
  for (const [id, money] of cinema.world.ledger.captured) checkOne(cinema, id, money, holders.get(id) ?? []);
  checkRefundsAreKnown(cinema);
}

function checkOne(
  { world, server }: Cinema,
  id: PaymentId,
  money: Captured,
  holders: readonly Booking[],
): void {
  const tables = server.committed;
  const [booking, ...others] = holders;
  if (others.length > 0)
    world.fail('I3', `the payment ${id} is in ${holders.map((one) => one.id).join(' and ')}`);
  if (booking === undefined) {
    // Where a replica was lost after a restore, the journal alone tells of it: an open item of its own kind.
    if (isFiled(tables, id) || isOnlyJournalled(world, money)) return;
    throw new Violation('I3', `the payment ${id} of ${money.bookingId} is nowhere`);
  }
  const hasItem = [...tables.openItems.values()].some((item) => item.bookingId === booking.id);
  const taken = capturedOf(booking);
  const back = refundedOf(booking);
  if (back > taken) world.fail('I3', `${booking.id} gives back ${back} of ${taken}`);
  switch (booking.status) {
    case 'conflicted':
      return;
    case 'confirmed':
      if (taken - back > (booking.price?.total ?? 0) && !hasItem)
        world.fail('I3', `${booking.id} was paid ${taken} and nobody is told that this is too much`);
      return;
    case 'cancelled':
      if (back < owed(booking) && !hasItem)
        world.fail('I3', `${booking.id} is cancelled with ${taken} taken and ${back} given back`);
      return;
    default:
      world.fail('I3', `${booking.id} ends ${booking.status} with ${taken} taken`);
  }
}

/** Money that was handed back is known to have been. */
function checkRefundsAreKnown({ world, server }: Cinema): void {
  // A grant that a restore took back was true when the money left.
  if (world.ledger.restores > 0) return;
  for (const [id, { bookingId }] of world.ledger.paidOut) {
    const refund = server.committed.bookings.get(bookingId)?.booking.refunds.find((one) => one.id === id);
    if (refund?.status !== 'paid')
      world.fail('I3', `the refund ${id} of ${bookingId} was paid out and is ${refund?.status ?? 'unknown'}`);
  }
}

const isOnlyJournalled = ({ ledger }: World, { deviceId }: Captured): boolean =>
  ledger.restores > 0 && ledger.cleared.has(deviceId);

/** What the policy gives back at the least: the booking was last written when it was cancelled, or after. */
function owed(booking: Booking): number {
  const facts = showOf(booking.showId);
  if (facts === null) return 0;
  const { cancellation } = versionInForce(facts.tariff, NOW_MS);
  const terms = cancellationTerms(
    cancellation,
    Date.parse(facts.show.startsAt),
    Date.parse(booking.updatedAt),
  );
  return percentOf(capturedOf(booking), terms.refundRate);
}
