import type { Refusal, RefusalCode } from '#shared/wire/messages.ts';
import type { Case } from '../booking/case.ts';

/** No server has ever counted further; a revision beyond it is no revision. */
const REV_MAX = 1_000_000_000;

const say = (code: RefusalCode, message: string): Refusal => ({ code, message });

/**
 * Who may report what to a closed server. Tills hold copies of their cinema's bookings, which is what saves those whose
 * own till is gone; a copy counts when the server has acknowledged it once. A lobby kiosk reports its own only.
 */
export function reportRefusal({
  own,
  pushed,
  pusher,
}: Pick<Case, 'own' | 'pushed' | 'pusher'>): Refusal | null {
  if (pushed.cinemaId !== pusher.cinemaId || (own !== null && own.booking.cinemaId !== pusher.cinemaId))
    return say('foreign-cinema', 'This device belongs to another cinema.');
  if (pusher.retired)
    return say('retired-device', 'This device is retired; what it reports is kept for a supervisor.');
  if (pusher.kind === 'door') return say('not-allowed', 'A door scans tickets; it does not write bookings.');
  if (pushed.rev > REV_MAX) return say('malformed', 'No booking has ever had so high a revision.');
  const maker = own?.booking.deviceId ?? pushed.deviceId ?? pusher.id;
  const copies = (pusher.kind === 'counter' || pusher.kind === 'manager') && pushed.rev > 0;
  if (maker !== pusher.id && !copies)
    return say('foreign-booking', 'This booking belongs to another device.');
  if (own !== null && own.booking.showId !== pushed.showId)
    return say('immutable', 'A booking stays with its show; release it and book the other show anew.');
  return null;
}
