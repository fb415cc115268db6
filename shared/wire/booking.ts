import { z } from 'zod';
import {
  BOOKING_FACTS_MAX,
  BOOKING_SEATS_MAX,
  BOOKING_TICKETS_MAX,
  HOLD_SECONDS_ASKED_MAX,
} from '../domain/limits.ts';
import { TicketType } from './catalog.ts';
import {
  AllotmentId,
  BasisPoints,
  BookingId,
  CinemaId,
  Currency,
  DeviceId,
  Instant,
  Money,
  MoneyDelta,
  Note,
  PaymentId,
  RefundId,
  Rev,
  SeatId,
  ShiftId,
  ShortText,
  ShowId,
  StaffId,
  TicketId,
} from './scalars.ts';

export const BookingStatus = z.enum([
  'requested',
  'pending',
  'rejected',
  'paying',
  'confirmed',
  'conflicted',
  'cancelled',
  'expired',
]);
export type BookingStatus = z.infer<typeof BookingStatus>;

export const Channel = z.enum(['counter', 'lobby', 'web']);
export type Channel = z.infer<typeof Channel>;

export const BookingSeat = z.strictObject({
  seatId: SeatId,
  /** The seat's revision as the kiosk saw it. */
  rev: Rev,
  ticketType: TicketType,
  lease: z.strictObject({ allotmentId: AllotmentId, epoch: z.int().min(0) }).exactOptional(),
});
export type BookingSeat = z.infer<typeof BookingSeat>;

/** Why one line costs what it costs: the amounts of its steps always sum to its total. */
export const PriceStep = z.strictObject({
  rule: z.string().max(64),
  kind: z.enum(['base', 'flat', 'percent', 'cap', 'floor', 'fee', 'voucher', 'override', 'rounding']),
  label: ShortText,
  amount: MoneyDelta,
});
export type PriceStep = z.infer<typeof PriceStep>;

export const PriceLine = z.strictObject({
  /** Absent on a line for the order as a whole (a booking fee). */
  seatId: SeatId.exactOptional(),
  ticketType: TicketType.exactOptional(),
  steps: z.array(PriceStep).max(100),
  total: Money,
  taxRate: BasisPoints,
});
export type PriceLine = z.infer<typeof PriceLine>;

export const TaxLine = z.strictObject({ rate: BasisPoints, net: Money, tax: Money });
export type TaxLine = z.infer<typeof TaxLine>;

export const PriceBreakdown = z.strictObject({
  currency: Currency,
  lines: z.array(PriceLine).max(BOOKING_SEATS_MAX + 10),
  total: Money,
  tax: z.array(TaxLine).max(10),
});
export type PriceBreakdown = z.infer<typeof PriceBreakdown>;

export const PaymentStatus = z.enum(['pending', 'unknown', 'failed', 'success']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const Payment = z.strictObject({
  id: PaymentId,
  tender: z.enum(['cash', 'card', 'voucher']),
  amount: Money,
  /** In cash: what was added to the sum due, or taken off it, so that coins can pay it. It is part of `amount`. */
  rounding: MoneyDelta.exactOptional(),
  status: PaymentStatus,
  captureId: ShortText.exactOptional(),
  deviceId: DeviceId.exactOptional(),
  shiftId: ShiftId.exactOptional(),
  staffId: StaffId.exactOptional(),
  reference: ShortText.exactOptional(),
  at: Instant,
});
export type Payment = z.infer<typeof Payment>;

export const RefundStatus = z.enum(['requested', 'granted', 'refused', 'paid', 'failed', 'unknown']);
export type RefundStatus = z.infer<typeof RefundStatus>;

export const Refund = z.strictObject({
  id: RefundId,
  paymentId: PaymentId,
  /** The seats given back; empty: the order as a whole. */
  lines: z.array(SeatId).max(BOOKING_SEATS_MAX),
  amount: Money,
  status: RefundStatus,
  reason: ShortText,
  /** The one device that pays it out. */
  deviceId: DeviceId.exactOptional(),
  shiftId: ShiftId.exactOptional(),
  by: StaffId.exactOptional(),
  at: Instant,
});
export type Refund = z.infer<typeof Refund>;

export const PrintStatus = z.enum(['no', 'sent', 'unknown', 'yes', 'void']);
export type PrintStatus = z.infer<typeof PrintStatus>;

export const Ticket = z.strictObject({
  id: TicketId,
  seatId: SeatId,
  serial: z.string().min(1).max(32),
  /** 1 for the first copy; a reprint raises it and the earlier copy no longer opens the door. */
  revision: z.int().min(1).max(1_000),
  printed: PrintStatus,
});
export type Ticket = z.infer<typeof Ticket>;

export const Approval = z.strictObject({
  id: z.string().min(1).max(64),
  what: z.enum([
    'override',
    'comp',
    'refund',
    'reprint',
    'late-sale',
    'age',
    'settle',
    'house-seat',
    'cash-difference',
  ]),
  by: StaffId,
  reason: ShortText,
  proof: z.string().max(500).exactOptional(),
  /** The new price of the order in minor units, for `override`. */
  amount: Money.exactOptional(),
});
export type Approval = z.infer<typeof Approval>;

export const ConflictReason = z.enum(['unknown-seat', 'blocked', 'allotted', 'taken', 'held', 'stale']);
export type ConflictReason = z.infer<typeof ConflictReason>;

export const Conflict = z.strictObject({
  seatId: SeatId,
  reason: ConflictReason,
  /** The seat's revision now: what a retry must name. */
  rev: Rev,
  /** The till that has it, for staff; never sent to the lobby. */
  by: DeviceId.exactOptional(),
});
export type Conflict = z.infer<typeof Conflict>;

/** Why a booking was refused or became conflicted, in order of precedence. */
export const BookingReason = z.enum([
  'unknown-show',
  'show-cancelled',
  'sales-closed',
  'unknown-ticket-type',
  'seats',
  'price',
  'expired',
  'unpaid',
  'payment-open',
  'revoked',
]);
export type BookingReason = z.infer<typeof BookingReason>;

export const Swap = z.strictObject({
  showId: ShowId,
  seats: z.array(BookingSeat).min(1).max(BOOKING_SEATS_MAX),
  status: z.enum(['requested', 'held', 'paying', 'accepted', 'refused', 'lapsed']),
  expiresAt: Instant.exactOptional(),
});
export type Swap = z.infer<typeof Swap>;

/** One counter per booking across devices: each local write takes 1 + the greatest seen or used. */
export const Edit = z.strictObject({ deviceId: DeviceId, n: z.int().min(1) });
export type Edit = z.infer<typeof Edit>;

export const Customer = z.strictObject({
  name: ShortText.exactOptional(),
  phone: z.string().max(40).exactOptional(),
  email: z.string().max(254).exactOptional(),
});
export type Customer = z.infer<typeof Customer>;

export const Assurance = z.enum(['arbitrated', 'leased', 'promised']);
export type Assurance = z.infer<typeof Assurance>;

const seatsOnce = (seats: readonly BookingSeat[]): boolean =>
  new Set(seats.map((seat) => seat.seatId)).size === seats.length;
const idsOnce = (facts: readonly { id: string }[]): boolean =>
  new Set(facts.map((fact) => fact.id)).size === facts.length;

const seats = z.array(BookingSeat).max(BOOKING_SEATS_MAX).refine(seatsOnce, 'the same seat twice');

/** What may stand in a booking on its way to the server; the smallest hold needs only what is not optional. */
const pushedShape = {
  id: BookingId,
  showId: ShowId,
  cinemaId: CinemaId,
  status: BookingStatus,
  rev: Rev,
  seats,
  code: z.string().max(16).exactOptional(),
  deviceId: DeviceId.exactOptional(),
  channel: Channel.exactOptional(),
  edit: Edit.exactOptional(),
  holdSeconds: z.int().min(1).max(HOLD_SECONDS_ASKED_MAX).exactOptional(),
  groupId: z.string().max(64).exactOptional(),
  requestedAt: Instant.exactOptional(),
  tariffVersion: z.int().min(1).exactOptional(),
  customer: Customer.exactOptional(),
  note: Note.exactOptional(),
  price: PriceBreakdown.exactOptional(),
  payments: z.array(Payment).max(BOOKING_FACTS_MAX).refine(idsOnce, 'the same payment twice').exactOptional(),
  refunds: z.array(Refund).max(BOOKING_FACTS_MAX).refine(idsOnce, 'the same refund twice').exactOptional(),
  tickets: z.array(Ticket).max(BOOKING_TICKETS_MAX).refine(idsOnce, 'the same ticket twice').exactOptional(),
  approvals: z
    .array(Approval)
    .max(BOOKING_FACTS_MAX)
    .refine(idsOnce, 'the same approval twice')
    .exactOptional(),
  assurance: Assurance.exactOptional(),
  swap: Swap.exactOptional(),
  expiresAt: Instant.exactOptional(),
  conflicts: z.array(Conflict).max(BOOKING_SEATS_MAX).exactOptional(),
  reason: BookingReason.exactOptional(),
  updatedAt: Instant.exactOptional(),
};

const hasSeats = (booking: { status: BookingStatus; seats: readonly unknown[] }): boolean =>
  booking.seats.length > 0 ||
  booking.status === 'rejected' ||
  booking.status === 'cancelled' ||
  booking.status === 'expired';

export const PushedBooking = z.strictObject(pushedShape).refine(hasSeats, 'a booking needs 1 to 20 seats');
export type PushedBooking = z.infer<typeof PushedBooking>;

/** A booking as the server stores it and every replica holds it. */
export const Booking = z
  .strictObject({
    ...pushedShape,
    code: z.string().min(1).max(16),
    deviceId: DeviceId,
    channel: Channel,
    requestedAt: Instant,
    payments: pushedShape.payments.unwrap(),
    refunds: pushedShape.refunds.unwrap(),
    tickets: pushedShape.tickets.unwrap(),
    approvals: pushedShape.approvals.unwrap(),
    assurance: Assurance,
    updatedAt: Instant,
  })
  .refine(hasSeats, 'a booking needs 1 to 20 seats');
export type Booking = z.infer<typeof Booking>;
