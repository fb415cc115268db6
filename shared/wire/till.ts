import { z } from 'zod';
import { ALLOTMENT_SEATS_MAX, BOOKING_SEATS_MAX } from '../domain/limits.ts';
import { Approval, BookingSeat, Channel, PriceBreakdown } from './booking.ts';
import {
  AdmissionId,
  AllotmentId,
  BookingId,
  CinemaId,
  Currency,
  Day,
  DeviceId,
  Instant,
  JournalEntryId,
  Money,
  MoneyDelta,
  PaymentId,
  RefundId,
  ReplicaId,
  Rev,
  SeatId,
  ShiftId,
  ShortText,
  ShowId,
  StaffId,
  TicketId,
} from './scalars.ts';
import { CashCount, CashMove, SHIFT_MOVES_MAX, shiftDetails } from './shift.ts';

/** A clerk's (or lobby kiosk's) time at a till. */
export const Shift = z.strictObject({
  id: ShiftId,
  cinemaId: CinemaId,
  deviceId: DeviceId,
  staffId: StaffId.exactOptional(),
  currency: Currency,
  status: z.enum(['open', 'closed']),
  rev: Rev,
  businessDay: Day,
  openedAt: Instant,
  closedAt: Instant.exactOptional(),
  float: Money,
  moves: z.array(CashMove).max(SHIFT_MOVES_MAX),
  counted: CashCount.exactOptional(),
  expected: MoneyDelta.exactOptional(),
  difference: MoneyDelta.exactOptional(),
  approvedBy: StaffId.exactOptional(),
  training: z.boolean().exactOptional(),
  updatedAt: Instant.exactOptional(),
});
export type Shift = z.infer<typeof Shift>;

/** More than any sale has, and few enough for one line of the journal. */
const PAPER_APPROVALS_MAX = 16;

/**
 * A sale as it stood before its money was taken: what its booking is made from again when the replica is lost before
 * the server has heard of it. Nothing about the customer: journals keep ids only.
 */
export const PaperSale = z.strictObject({
  code: z.string().min(1).max(16),
  channel: Channel,
  requestedAt: Instant,
  /** The number of the till's last edit of it. */
  edit: z.int().min(1),
  seats: z.array(BookingSeat).min(1).max(BOOKING_SEATS_MAX),
  groupId: z.string().max(64).exactOptional(),
  tariffVersion: z.int().min(1).exactOptional(),
  price: PriceBreakdown.exactOptional(),
  approvals: z.array(Approval).max(PAPER_APPROVALS_MAX).exactOptional(),
});
export type PaperSale = z.infer<typeof PaperSale>;

/** What a journal entry tells; the record of money, holds on paper, reprints, the drawer, overrides, shifts and technical events. */
export const JournalEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('payment'),
    bookingId: BookingId,
    paymentId: PaymentId,
    tender: z.enum(['cash', 'card', 'voucher']),
    amount: Money,
    /** As in the payment: what rounding to coins added to the sum due, or took off it. */
    rounding: MoneyDelta.exactOptional(),
    currency: Currency,
    status: z.enum(['pending', 'unknown', 'failed', 'success']),
    /** The acquirer's number of a card's capture. */
    captureId: ShortText.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('refund'),
    bookingId: BookingId,
    refundId: RefundId,
    paymentId: PaymentId,
    amount: Money,
    currency: Currency,
    status: z.enum(['paid', 'failed', 'unknown']),
  }),
  /** Written before a ticket prints on seats no server has confirmed. */
  z.strictObject({
    kind: z.literal('paper'),
    bookingId: BookingId,
    showId: ShowId,
    seatIds: z.array(SeatId).max(20),
    assurance: z.enum(['arbitrated', 'leased', 'promised']),
    allotmentId: AllotmentId.exactOptional(),
    /** With the first entry of a sale; the last one written counts. */
    sale: PaperSale.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('print'),
    bookingId: BookingId,
    ticketId: TicketId,
    revision: z.int().min(1),
    result: z.enum(['sent', 'yes', 'unknown', 'void']),
  }),
  /** A receipt on paper; `copy` is 1 for the first one of this till. */
  z.strictObject({ kind: z.literal('receipt'), bookingId: BookingId, copy: z.int().min(1).max(1_000) }),
  z.strictObject({ kind: z.literal('drawer'), reason: ShortText }),
  z.strictObject({
    kind: z.literal('override'),
    bookingId: BookingId,
    by: StaffId,
    reason: ShortText,
    amount: Money.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('shift'),
    shiftId: ShiftId,
    event: z.enum(['opened', 'move', 'counted', 'closed']),
    /** The cash that moved, or was counted; with `closed` the difference. */
    amount: MoneyDelta,
    ...shiftDetails,
  }),
  z.strictObject({ kind: z.literal('technical'), event: z.string().max(64), detail: z.string().max(1_000) }),
]);
export type JournalEvent = z.infer<typeof JournalEvent>;

/**
 * One entry of a device's journal: gapless (`seq`), chained (`prev` is the hash of the entry before) and signed.
 * `hash` is SHA-256 over the canonical JSON of the entry without `hash` and `signature`; `signature` is Ed25519 over
 * the bytes of `hash`. Both in base64url.
 */
export const JournalEntry = z.strictObject({
  /** `<deviceId>.<seq>`. */
  id: JournalEntryId,
  cinemaId: CinemaId,
  deviceId: DeviceId,
  replicaId: ReplicaId.exactOptional(),
  shiftId: ShiftId.exactOptional(),
  staffId: StaffId.exactOptional(),
  seq: z.int().min(1),
  /** Empty for the first entry. */
  prev: z.string().max(64),
  at: Instant,
  event: JournalEvent,
  hash: z.string().min(1).max(64),
  signature: z.string().min(1).max(128),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** One scan of a ticket at a door; the first scan across doors wins. */
export const Admission = z.strictObject({
  id: AdmissionId,
  cinemaId: CinemaId,
  deviceId: DeviceId,
  showId: ShowId,
  bookingId: BookingId,
  ticketId: TicketId,
  serial: z.string().min(1).max(32),
  revision: z.int().min(1).max(1_000),
  at: Instant,
  rev: Rev,
  result: z.enum(['admitted', 'already-admitted', 'refused']),
  reason: ShortText.exactOptional(),
});
export type Admission = z.infer<typeof Admission>;

/** Seats entrusted to one replica of one device; it only shrinks, every further grant has a new id. */
export const Allotment = z.strictObject({
  id: AllotmentId,
  cinemaId: CinemaId,
  showId: ShowId,
  deviceId: DeviceId,
  replicaId: ReplicaId,
  epoch: z.int().min(0),
  rev: Rev,
  seatIds: z.array(SeatId).max(ALLOTMENT_SEATS_MAX),
  status: z.enum(['active', 'released', 'revoked', 'ended']),
  updatedAt: Instant.exactOptional(),
});
export type Allotment = z.infer<typeof Allotment>;
