import type { Booking, Edit } from '#shared/wire/booking.ts';
import type { Refusal, RefusalCode } from '#shared/wire/messages.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Case } from './case.ts';

const say = (code: RefusalCode, message: string): Refusal => ({ code, message });

/** Whether a till of the same cinema, with staff signed in, may act on another device's booking in this state. */
const handedOver = (booking: Booking): boolean =>
  booking.status === 'confirmed' || booking.status === 'conflicted' || booking.status === 'pending';

/** Whether it is this device that pays out a refund of a cancelled booking: only it knows that the money is gone. */
const paysOut = (booking: Booking, deviceId: DeviceId): boolean =>
  booking.status === 'cancelled' && booking.refunds.some((refund) => refund.deviceId === deviceId);

/**
 * Who may write what (DESIGN §4 *Who*): a booking's own device any step; counters and managers of the cinema with
 * signed-in staff confirmed, conflicted and handed-over bookings, and what they pay out of cancelled ones; the lobby its
 * own only; a door none. Null: allowed.
 */
export function refusalOf({ own, pushed, pusher }: Case): Refusal | null {
  if (pushed.cinemaId !== pusher.cinemaId || (own !== null && own.booking.cinemaId !== pusher.cinemaId))
    return say('foreign-cinema', 'This device belongs to another cinema.');
  if (pusher.retired)
    return say('retired-device', 'This device is retired; what it reports is kept for a supervisor.');
  if (pusher.kind === 'door') return say('not-allowed', 'A door scans tickets; it does not write bookings.');
  const maker = own?.booking.deviceId ?? pushed.deviceId ?? pusher.id;
  if (maker !== pusher.id) {
    const trusted = (pusher.kind === 'counter' || pusher.kind === 'manager') && pusher.staff !== null;
    const theirs = own !== null && ((trusted && handedOver(own.booking)) || paysOut(own.booking, pusher.id));
    if (!theirs) return say('foreign-booking', 'This booking belongs to another device.');
  }
  if (own !== null && own.booking.showId !== pushed.showId)
    return say('immutable', 'A booking stays with its show; release it and book the other show anew.');
  return null;
}

/**
 * Whether a device merely holds a copy of the booking as somebody else last wrote it: neither the booking nor its edit
 * is its own. Replication may send copies back (after a crash, to a restored server); what is wished in them is the
 * other device's to say.
 */
export const isCopy = (
  { deviceId, edit }: { readonly deviceId?: DeviceId | undefined; readonly edit?: Edit | undefined },
  holder: DeviceId,
): boolean => edit !== undefined && edit.deviceId !== holder && deviceId !== holder;

export type Standing = 'judge' | 'repeat' | 'stale';

/**
 * Whether an edit is new (DESIGN §4 *Edits*). From the device of the last edit: a higher `n` is judged whatever its
 * `rev`, the same is a repeat, a lower is stale. From anybody else, or without `edit`: it must name the current `rev`.
 * A copy of somebody else's edit wishes nothing, whatever it names.
 */
export function standingOf({ own, pushed, pusher }: Case): Standing {
  if (own === null) return 'judge';
  const last = own.booking.edit;
  const edit = pushed.edit;
  if (isCopy({ deviceId: own.booking.deviceId, edit }, pusher.id)) return 'stale';
  if (edit !== undefined && last !== undefined && edit.deviceId === last.deviceId) {
    if (edit.n === last.n) return 'repeat';
    if (edit.n < last.n) return 'stale';
    if (edit.deviceId === pusher.id) return 'judge';
  }
  return pushed.rev === own.booking.rev ? 'judge' : 'stale';
}
