import type { Conflict, ConflictReason } from '#shared/wire/booking.ts';
import type { AllotmentId, BookingId, DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';
import { isEntrustedTo } from '../allotment/trust.ts';
import type { AllottedSeat, SeatRow } from '../booking/case.ts';

/** Per seat, in order of precedence: when several apply, the clerk is told the first. */
export const CONFLICT_ORDER = [
  'unknown-seat',
  'blocked',
  'taken',
  'held',
  'allotted',
  'stale',
] as const satisfies readonly ConflictReason[];

export type Claim = {
  readonly bookingId: BookingId;
  /** The device that asks, which need not be the booking's maker: only the asker's own trust counts. */
  readonly deviceId: DeviceId;
  readonly replicaId: ReplicaId | null;
  readonly seats: readonly {
    readonly seatId: SeatId;
    /** The revision the kiosk saw. */
    readonly rev: number;
    readonly lease?: { readonly allotmentId: AllotmentId; readonly epoch: number };
  }[];
};

/** The seats of one show as the server knows them now. Missing from `rows`: available at revision 0. */
export type SeatTable = {
  readonly exists: (seatId: SeatId) => boolean;
  readonly rows: ReadonlyMap<SeatId, SeatRow>;
  readonly allotted: ReadonlyMap<SeatId, AllottedSeat>;
};

export type Arbitration =
  /** `ended`: bookings whose holds had run out on the wanted seats; they expire in the same transaction. */
  | { readonly kind: 'granted'; readonly ended: readonly BookingId[] }
  | { readonly kind: 'rejected'; readonly conflicts: readonly Conflict[] };

/**
 * Rules on a claim to several seats: all of them or none (invariant I2). A seat the booking has already counts as
 * seen, so resending is safe; a seat entrusted to the claimant counts as seen too, because nobody else can
 * have changed it. `nowMs` is the server's clock: only it ends a hold.
 */
export function arbitrate(table: SeatTable, claim: Claim, nowMs: number): Arbitration {
  const conflicts: Conflict[] = [];
  const ended = new Set<BookingId>();
  for (const seat of claim.seats) {
    const ruling = ruleOnSeat(table, claim, seat, nowMs);
    if (ruling.kind === 'conflict') conflicts.push(ruling.conflict);
    else if (ruling.ended !== null) ended.add(ruling.ended);
  }
  return conflicts.length > 0 ? { kind: 'rejected', conflicts } : { kind: 'granted', ended: [...ended] };
}

export type SeatRuling =
  | { readonly kind: 'free'; readonly ended: BookingId | null }
  | { readonly kind: 'conflict'; readonly conflict: Conflict };

const lost = (
  seatId: SeatId,
  row: SeatRow | undefined,
  reason: ConflictReason,
  by?: DeviceId,
): SeatRuling => ({
  kind: 'conflict',
  conflict: { seatId, reason, rev: row?.rev ?? 0, ...(by === undefined ? {} : { by }) },
});

/** Rules on one seat of a claim; see {@link arbitrate}. */
export function ruleOnSeat(
  table: SeatTable,
  claim: Claim,
  seat: Claim['seats'][number],
  nowMs: number,
): SeatRuling {
  const { seatId } = seat;
  const row = table.rows.get(seatId);
  if (!table.exists(seatId)) return lost(seatId, row, 'unknown-seat');
  if (row?.status === 'blocked') return lost(seatId, row, 'blocked');
  if (row?.bookingId !== undefined && row.bookingId === claim.bookingId) return { kind: 'free', ended: null };
  if (row?.status === 'booked') return lost(seatId, row, 'taken', row.deviceId);
  const holdEnded = row?.status === 'held' && row.holdEndsAtMs !== null && row.holdEndsAtMs <= nowMs;
  if (row?.status === 'held' && !holdEnded) return lost(seatId, row, 'held', row.deviceId);
  const allotted = table.allotted.get(seatId);
  if (allotted !== undefined && !isEntrustedTo(allotted, claim, seat))
    return lost(seatId, row, 'allotted', allotted.deviceId);
  if (allotted === undefined && seat.rev !== (row?.rev ?? 0)) return lost(seatId, row, 'stale');
  return { kind: 'free', ended: holdEnded ? (row.bookingId ?? null) : null };
}
