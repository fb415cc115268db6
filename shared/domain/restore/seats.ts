import type { Booking, BookingSeat, Conflict, ConflictReason } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { SeatChange, SeatRow } from '../booking/case.ts';

/** What one seat is for after the opening; a seat nobody has been given is free. */
export type Holding =
  | { readonly kind: 'blocked' }
  | {
      readonly kind: 'taken';
      readonly status: 'held' | 'booked';
      readonly bookingId: BookingId;
      readonly deviceId: DeviceId;
    };

/** The seats of one show while they are given out anew. */
export type GivingOut = {
  readonly rows: ReadonlyMap<SeatId, SeatRow>;
  readonly exists: (seatId: SeatId) => boolean;
  readonly given: Map<SeatId, Holding>;
};

/** Blocked seats stay so; everything else is to be had. */
export function beginGivingOut(
  rows: ReadonlyMap<SeatId, SeatRow>,
  exists: (seatId: SeatId) => boolean,
): GivingOut {
  const given = new Map<SeatId, Holding>();
  for (const [seatId, row] of rows) if (row.status === 'blocked') given.set(seatId, { kind: 'blocked' });
  return { rows, exists, given };
}

/** Seats that are kept from one booking, and the device each is entrusted to. */
export type Kept = ReadonlyMap<SeatId, DeviceId>;

/** Those of `wanted` that are not to be had any more. */
export const lostSeats = (
  { exists, given }: GivingOut,
  wanted: readonly BookingSeat[],
  kept: Kept,
): SeatId[] =>
  wanted
    .map(({ seatId }) => seatId)
    .filter((seatId) => !exists(seatId) || given.has(seatId) || kept.has(seatId));

export function giveSeats(
  { given }: GivingOut,
  { id: bookingId, deviceId }: Booking,
  seatIds: readonly SeatId[],
  status: 'held' | 'booked',
): void {
  for (const seatId of seatIds) given.set(seatId, { kind: 'taken', status, bookingId, deviceId });
}

/** Why each lost seat is lost, and the revision it will have. */
export function conflictsOver(out: GivingOut, lost: readonly SeatId[], kept: Kept): Conflict[] {
  return lost.map((seatId) => {
    const holding = out.given.get(seatId);
    const entrusted = kept.get(seatId);
    if (holding === undefined && entrusted !== undefined)
      return { seatId, reason: 'allotted', rev: out.rows.get(seatId)?.rev ?? 0, by: entrusted };
    const rev = (out.rows.get(seatId)?.rev ?? 0) + (differs(out.rows.get(seatId), holding) ? 1 : 0);
    const by = holding?.kind === 'taken' ? { by: holding.deviceId } : {};
    return { seatId, reason: reasonOf(holding), rev, ...by };
  });
}

function reasonOf(holding: Holding | undefined): ConflictReason {
  if (holding === undefined) return 'unknown-seat';
  if (holding.kind === 'blocked') return 'blocked';
  return holding.status === 'booked' ? 'taken' : 'held';
}

function differs(row: SeatRow | undefined, holding: Holding | undefined): boolean {
  if (holding === undefined) return row !== undefined && row.status !== 'available';
  if (holding.kind === 'blocked') return false;
  return row?.bookingId !== holding.bookingId || row.status !== holding.status;
}

/** The one write of each seat that changes hands. */
export function seatChanges({ rows, given }: GivingOut, showId: ShowId): SeatChange[] {
  const changes: SeatChange[] = [];
  for (const seatId of new Set([...rows.keys(), ...given.keys()])) {
    const row = rows.get(seatId);
    const holding = given.get(seatId);
    if (!differs(row, holding)) continue;
    const taken = holding?.kind === 'taken' ? holding : null;
    changes.push({
      showId,
      seatId,
      revSeen: row?.rev ?? 0,
      status: taken?.status ?? 'available',
      bookingId: taken?.bookingId ?? null,
      deviceId: taken?.deviceId ?? null,
      reason: null,
    });
  }
  return changes;
}
