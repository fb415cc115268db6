import type { Pusher } from '#shared/domain/booking/case.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { SeatState } from '#shared/wire/catalog.ts';
import type { ReplicaId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';

/** Who sends a request. */
export type Caller = { readonly pusher: Pusher; readonly replicaId: ReplicaId; readonly name: string };

/** The answer to one pushed row: none was needed, or the authoritative state (null: nothing is stored). */
export type Answer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'state'; readonly document: Booking | null; readonly refused: boolean };

export type Seatmap = { readonly id: ShowId; readonly seats: ReadonlyMap<SeatId, SeatState> };

export type Page =
  | { readonly kind: 'epoch'; readonly epoch: string }
  | {
      readonly kind: 'page';
      readonly epoch: string;
      readonly lwt: number;
      readonly bookings: readonly Booking[];
      readonly seatmaps: readonly Seatmap[];
      readonly allotments: readonly Allotment[];
    };

const paid = (booking: Booking): string =>
  booking.payments.map(({ id, status }) => ` ${id.slice(booking.id.length)} ${status}`).join('');

const why = ({ reason, conflicts }: Booking): string =>
  (reason === undefined ? '' : ` for ${reason}`) +
  (conflicts === undefined
    ? ''
    : ` over ${conflicts.map((one) => `${one.seatId} ${one.reason}`).join(', ')}`);

/** A booking in few words; a star marks a seat that is sold under an allotment. */
export function said(booking: Booking): string {
  const { id, status, rev, edit, seats, assurance, swap } = booking;
  const names = seats.map(({ seatId, lease }) => (lease === undefined ? seatId : `${seatId}*`)).join(' ');
  const sure = assurance === 'arbitrated' ? '' : ` ${assurance}`;
  const other =
    swap === undefined ? '' : ` swap ${swap.status} ${swap.seats.map(({ seatId }) => seatId).join(' ')}`;
  return `${id} [${names}] ${status}${sure}${why(booking)}${other} (rev ${rev}, edit ${edit?.n ?? 0}${paid(booking)})`;
}
