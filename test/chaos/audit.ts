import { stripBookkeeping } from '#shared/domain/booking/parse.ts';
import { sameJson } from '#shared/domain/equal.ts';
import { COLLECTIONS, type CollectionName, type Doc } from '#shared/wire/collections.ts';
import { PullAnswer } from '#shared/wire/messages.ts';
import type { ChaosTill } from './till.ts';

/** Everything of one collection as the server has it, for the device whose token asks. */
async function pullAll<Name extends CollectionName>(
  server: string,
  token: string,
  name: Name,
  parse: (document: unknown) => Doc<Name>,
): Promise<Map<string, Doc<Name>>> {
  const documents = new Map<string, Doc<Name>>();
  let checkpoint = { lwt: 0, id: '' };
  for (;;) {
    const { version } = COLLECTIONS[name];
    const query = new URLSearchParams({ lwt: String(checkpoint.lwt), id: checkpoint.id, limit: '500' });
    const answer = await fetch(`${server}/${name}/${version}/pull?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = PullAnswer.parse(await answer.json());
    for (const document of page.documents) documents.set(document.id, parse(stripBookkeeping(document)));
    if (page.documents.length < 500) return documents;
    checkpoint = page.checkpoint;
  }
}

export type Truth = {
  readonly bookings: ReadonlyMap<string, Doc<'bookings'>>;
  readonly seatmaps: ReadonlyMap<string, Doc<'seatmaps'>>;
};

/** What the server has, asked at `server` directly. */
export async function truthOf(server: string, token: string): Promise<Truth> {
  return {
    bookings: await pullAll(server, token, 'bookings', (raw) => COLLECTIONS.bookings.schema.parse(raw)),
    seatmaps: await pullAll(server, token, 'seatmaps', (raw) => COLLECTIONS.seatmaps.schema.parse(raw)),
  };
}

/** What is wrong at one till after all has healed, each with its invariant; empty: nothing. */
export async function tillWrong(truth: Truth, till: ChaosTill): Promise<string[]> {
  return [...salesWrong(truth, till), ...moneyWrong(truth, till), ...(await replicaWrong(truth, till))];
}

/** I1, I2: every seat is its booking's, every booking has its seats. */
export function seatsWrong({ bookings, seatmaps }: Truth): string[] {
  const wrong: string[] = [];
  for (const { showId, seats } of seatmaps.values())
    for (const [seatId, { bookingId, status }] of Object.entries(seats)) {
      if (bookingId === undefined) continue;
      const booking = bookings.get(bookingId);
      const named = [...(booking?.seats ?? []), ...(booking?.swap?.seats ?? [])];
      if (!named.some((seat) => seat.seatId === seatId))
        wrong.push(`I1: ${seatId} of ${showId} is ${status} by ${bookingId}, which does not name it`);
    }
  for (const booking of bookings.values()) {
    const map = seatmaps.get(booking.showId)?.seats ?? {};
    const has = booking.seats.filter(({ seatId }) => map[seatId]?.bookingId === booking.id).length;
    if (['pending', 'paying', 'confirmed'].includes(booking.status) && has !== booking.seats.length)
      wrong.push(`I2: ${booking.id} is ${booking.status} with ${has} of ${booking.seats.length} seats`);
    if (['rejected', 'expired'].includes(booking.status) && has > 0)
      wrong.push(`I2: ${booking.id} is ${booking.status} and still has ${has} seats`);
  }
  return wrong;
}

/** I5, I6: what a clerk was told is sold is sold, or waits for a person; a leased sale never waits. */
function salesWrong({ bookings }: Truth, till: ChaosTill): string[] {
  return till.sold.flatMap(({ id, assurance }) => {
    const booking = bookings.get(id);
    if (booking === undefined)
      return [`I6: ${till.identity.name} sold ${id}, and the server has no such sale`];
    if (booking.status === 'confirmed') return [];
    if (booking.status === 'conflicted' && assurance === 'promised') return [];
    const why = JSON.stringify({
      reason: booking.reason,
      conflicts: booking.conflicts,
      seats: booking.seats,
      others: [...bookings.values()]
        .filter((other) => other.id !== id && other.showId === booking.showId)
        .filter(({ seats }) => seats.some((seat) => booking.seats.some((own) => own.seatId === seat.seatId)))
        .map(({ id: other, deviceId, status, assurance, requestedAt, updatedAt, payments, edit, rev }) => ({
          other,
          deviceId,
          status,
          assurance,
          requestedAt,
          updatedAt,
          edit,
          rev,
          paid: payments.map(({ at }) => at),
        })),
      requestedAt: booking.requestedAt,
      paid: booking.payments.map(({ at }) => at),
    });
    return [`I5: ${till.identity.name} sold ${id} as ${assurance}, and it is ${booking.status}: ${why}`];
  });
}

/** I3, I4: every payment in a till's journal is captured in exactly one booking. */
function moneyWrong({ bookings }: Truth, { identity, journal }: ChaosTill): string[] {
  const owners = new Map<string, number>();
  for (const { payments } of bookings.values())
    for (const { id, status } of payments)
      if (status === 'success') owners.set(id, (owners.get(id) ?? 0) + 1);
  return journal.flatMap(({ event }) => {
    if (event.kind !== 'payment' || event.status !== 'success') return [];
    const count = owners.get(event.paymentId) ?? 0;
    return count === 1 ? [] : [`I3: payment ${event.paymentId} of ${identity.name} is in ${count} bookings`];
  });
}

/** I7: connected and quiet, the replica equals the server. */
async function replicaWrong(truth: Truth, { identity, replica }: ChaosTill): Promise<string[]> {
  const wrong: string[] = [];
  for (const name of ['bookings', 'seatmaps'] as const)
    for (const [id, document] of truth[name]) {
      const own = await replica.get(name, id);
      if (!sameJson(own, document))
        wrong.push(`I7: ${identity.name} has another ${name} ${id} than the server`);
    }
  return wrong;
}
