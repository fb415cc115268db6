import type { Generated } from 'kysely';
import type { QuarantineReason } from '#shared/wire/admin.ts';
import type { BookingStatus } from '#shared/wire/booking.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import type { CollectionName, PushedCollection } from '#shared/wire/collections.ts';
import type { Role } from '#shared/wire/messages.ts';
import type {
  AllotmentId,
  BookingId,
  CinemaId,
  DeviceId,
  ReplicaId,
  SeatId,
  ShowId,
  StaffId,
} from '#shared/wire/scalars.ts';

/** 0 or 1: neither engine's driver agrees with the other on booleans. */
export type Flag = 0 | 1;

/** The tables that queries outside the hot path touch, for kysely. Instants are epoch milliseconds of the server's clock. */
export type Tables = {
  meta: { key: string; value: string };
  documents: {
    cinema_id: CinemaId;
    collection: CollectionName;
    id: string;
    seq: number;
    device_id: DeviceId | null;
    relevant_ms: number | null;
    body: string;
  };
  bookings: {
    id: BookingId;
    cinema_id: CinemaId;
    seq: number;
    show_id: ShowId;
    device_id: DeviceId;
    status: BookingStatus;
    held_at_ms: number;
    aged_ms: number | null;
    expires_at_ms: number | null;
    body: string;
    /** Until when the replacement of a swap is held. */
    swap_ends_at_ms: number | null;
  };
  open_items: {
    kind: string;
    booking_id: string;
    /** Empty when the item is about no payment in particular. */
    payment_id: string;
    cinema_id: CinemaId;
    amount: number;
    detail: string;
    opened_at_ms: number;
    settled_at_ms: number | null;
  };
  money: {
    kind: 'payment' | 'refund';
    id: string;
    cinema_id: CinemaId;
    booking_id: string;
    amount: number;
    accepted_at_ms: number;
    body: string;
  };
  journal_heads: {
    device_id: DeviceId;
    cinema_id: CinemaId;
    seq: number;
    hash: string;
    accepted_at_ms: number;
  };
  /** What journals tell of money; `body` is the entry. */
  journal_money: {
    kind: 'payment' | 'refund';
    id: string;
    cinema_id: CinemaId;
    device_id: DeviceId;
    booking_id: BookingId;
    at: string;
    shift_id: string | null;
    accepted_at_ms: number;
    body: string;
  };
  outbox: {
    booking_id: BookingId;
    kind: string;
    cinema_id: CinemaId;
    made_at_ms: number;
    delivered_at_ms: number | null;
  };
  quarantine: {
    /** Grows with every row kept. */
    id: Generated<number>;
    cinema_id: CinemaId;
    device_id: DeviceId;
    collection: PushedCollection;
    version: number;
    row_id: string;
    reason: QuarantineReason;
    kept_at_ms: number;
    row_hash: string;
    body: string;
  };
  /** Whom each seat is entrusted to. */
  allotted_seats: {
    cinema_id: CinemaId;
    show_id: ShowId;
    seat_id: SeatId;
    allotment_id: AllotmentId;
    device_id: DeviceId;
    replica_id: ReplicaId;
    epoch: number;
  };
  /** Devices whose report a restored server waits for. */
  awaited: { device_id: DeviceId; cinema_id: CinemaId; name: string; reported_at_ms: number | null };
  /** Bookings that were changed by a report while a restored server was closed. */
  reported: { booking_id: BookingId; cinema_id: CinemaId; show_id: ShowId };
  devices: {
    id: DeviceId;
    cinema_id: CinemaId;
    kind: DeviceKind;
    name: string;
    prefix: string;
    public_key: string | null;
    retired: Flag;
    token_hash: string;
    enrolled_at_ms: number;
    /** When it was last heard, to the hour. */
    last_seen_ms: number;
  };
  enrolment_codes: {
    code_hash: string;
    cinema_id: CinemaId;
    kind: DeviceKind;
    made_at_ms: number;
    /** The device it became; null while it can still be used. */
    device_id: DeviceId | null;
  };
  staff: {
    id: StaffId;
    cinema_id: CinemaId;
    name: string;
    role: Role;
    pin_hash: string;
    wrong_in_a_row: number;
    locked_until_ms: number;
  };
  staff_sessions: {
    token_hash: string;
    staff_id: StaffId;
    device_id: DeviceId;
    ends_at_ms: number;
  };
};
