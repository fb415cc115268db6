import { z } from 'zod';
import { SEATS_PER_SCREEN_MAX } from '../domain/limits.ts';
import {
  BasisPoints,
  BookingId,
  CinemaId,
  Currency,
  Day,
  DeviceId,
  Instant,
  Money,
  MoneyDelta,
  MovieId,
  Note,
  Rev,
  ScreenId,
  SeatId,
  ShortText,
  ShowId,
  TariffId,
} from './scalars.ts';

export const DeviceKind = z.enum(['counter', 'lobby', 'door', 'manager']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** A device as its cinema's replicas know it: enough to name it and to check what it signed. */
export const Device = z.strictObject({
  id: DeviceId,
  name: ShortText,
  kind: DeviceKind,
  /** Two letters or digits before every booking code this device makes. */
  prefix: z.string().regex(/^[0-9A-Z]{2}$/),
  /** Ed25519, raw 32 bytes in base64url. */
  publicKey: z.string().max(64).exactOptional(),
  retired: z.boolean().exactOptional(),
});
export type Device = z.infer<typeof Device>;

export const Cinema = z.strictObject({
  id: CinemaId,
  name: ShortText,
  city: ShortText,
  state: ShortText.exactOptional(),
  country: z.string().regex(/^[A-Z]{2}$/),
  address: ShortText.exactOptional(),
  /** IANA time zone: all talk of evenings, weekends and business days is in it. */
  zone: z.string().max(64),
  currency: Currency,
  /** Tax included in every price, by default. */
  taxRate: BasisPoints,
  /** When a business day ends, `HH:MM` in `zone`; before it the sale belongs to the day before. */
  businessDayEndsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  devices: z.array(Device).max(500),
});
export type Cinema = z.infer<typeof Cinema>;

export const SeatType = z.enum(['regular', 'premium', 'vip', 'recliner']);
export type SeatType = z.infer<typeof SeatType>;

export const Seat = z.strictObject({
  id: SeatId,
  row: z.string().min(1).max(4),
  /** Place from the left on the drawing grid, 1-based; aisles and gaps are columns without a seat. */
  column: z.int().min(1).max(200),
  label: z.string().min(1).max(8),
  type: SeatType,
  wheelchair: z.boolean().exactOptional(),
  companion: z.boolean().exactOptional(),
  restrictedView: z.boolean().exactOptional(),
  /** Kept back for the house; sold by a supervisor only. */
  house: z.boolean().exactOptional(),
  /** Out of order until mended. */
  broken: z.boolean().exactOptional(),
  /** The other half of a love seat. */
  partner: SeatId.exactOptional(),
});
export type Seat = z.infer<typeof Seat>;

export const Screen = z.strictObject({
  id: ScreenId,
  cinemaId: CinemaId,
  name: ShortText,
  /** The rows from the front (nearest the screen) to the back; drawn in this order. */
  rows: z.array(z.string().min(1).max(4)).max(100),
  /** How much rows bend round the screen, 0 (straight) to 100. */
  curve: z.int().min(0).max(100),
  seats: z.array(Seat).max(SEATS_PER_SCREEN_MAX),
  cleaningMinutes: z.int().min(0).max(240),
});
export type Screen = z.infer<typeof Screen>;

export const Format = z.enum(['2d', '3d', 'imax', '4dx', 'screenx', 'atmos']);
export type Format = z.infer<typeof Format>;

/** One movie of the chain; written to the feed of every cinema that plays it. */
export const Movie = z.strictObject({
  id: MovieId,
  title: z.string().min(1).max(300),
  description: Note.exactOptional(),
  runningMinutes: z.int().min(1).max(1_440),
  /** As the local board writes it: `U`, `PG`, `12A`, `15`, `18`, `FSK 12`. */
  certificate: z.string().max(16).exactOptional(),
  /** Youngest age admitted, derived from the certificate; absent: none. */
  ageLimit: z.int().min(0).max(21).exactOptional(),
  genres: z.array(ShortText).max(20),
  language: z.string().max(35).exactOptional(),
  formats: z.array(Format).max(10),
  releaseDate: Day.exactOptional(),
  /** Tenths of a star out of 100. */
  rating: z.int().min(0).max(100).exactOptional(),
  /** What the generated poster is drawn from: the same seed always gives the same picture. */
  posterSeed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  distributor: ShortText.exactOptional(),
});
export type Movie = z.infer<typeof Movie>;

export const AccessMark = z.enum([
  'audio-description',
  'subtitled',
  'hard-of-hearing',
  'relaxed',
  'baby-friendly',
]);
export type AccessMark = z.infer<typeof AccessMark>;

/** The screen's time a show takes, in minutes: trailers + feature (+ interval) + cleaning. */
export const Block = z.strictObject({
  trailerMinutes: z.int().min(0).max(120),
  featureMinutes: z.int().min(1).max(1_440),
  intervalMinutes: z.int().min(0).max(120),
  cleaningMinutes: z.int().min(0).max(240),
});
export type Block = z.infer<typeof Block>;

/** Minutes after the start until which each channel sells; a supervisor may sell on. */
export const SaleWindows = z.strictObject({
  lobbyMinutes: z.int().min(-1_440).max(1_440),
  counterMinutes: z.int().min(-1_440).max(1_440),
});
export type SaleWindows = z.infer<typeof SaleWindows>;

export const Show = z.strictObject({
  id: ShowId,
  cinemaId: CinemaId,
  movieId: MovieId,
  screenId: ScreenId,
  startsAt: Instant,
  tariffId: TariffId,
  block: Block,
  format: Format,
  access: z.array(AccessMark).max(10),
  language: z.string().max(35).exactOptional(),
  saleWindows: SaleWindows,
  cancelled: z.boolean().exactOptional(),
  /** Two-digit number a clerk can type (`.17`), unique within the cinema's business day. */
  number: z.int().min(1).max(999),
});
export type Show = z.infer<typeof Show>;

export const SeatStatus = z.enum(['available', 'held', 'booked', 'blocked']);
export type SeatStatus = z.infer<typeof SeatStatus>;

export const SeatState = z.strictObject({
  status: SeatStatus,
  rev: Rev,
  bookingId: BookingId.exactOptional(),
  /** The device whose booking has it: a till's name is looked up in the cinema. */
  deviceId: DeviceId.exactOptional(),
  reason: ShortText.exactOptional(),
});
export type SeatState = z.infer<typeof SeatState>;

/** One consistent cut of a show: touched seats only; a seat that is missing is available at revision 0. */
export const Seatmap = z.strictObject({
  id: ShowId,
  showId: ShowId,
  cinemaId: CinemaId,
  startsAt: Instant,
  seats: z.record(SeatId, SeatState),
});
export type Seatmap = z.infer<typeof Seatmap>;

export const TicketType = z.enum(['adult', 'child', 'student', 'senior', 'disabled', 'companion']);
export type TicketType = z.infer<typeof TicketType>;

/** When a rule applies; every part that is present must hold. Weekdays are ISO (1 Monday … 7 Sunday) in the cinema's zone. */
export const RuleCondition = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)).max(7).exactOptional(),
  /** Start of the show, minutes since local midnight, from (included) to (excluded). */
  fromMinute: z.int().min(0).max(1_440).exactOptional(),
  toMinute: z.int().min(0).max(1_440).exactOptional(),
  days: z.array(Day).max(400).exactOptional(),
  formats: z.array(Format).max(10).exactOptional(),
  ticketTypes: z.array(TicketType).max(10).exactOptional(),
  seatTypes: z.array(SeatType).max(10).exactOptional(),
  channels: z
    .array(z.enum(['counter', 'lobby', 'web']))
    .max(3)
    .exactOptional(),
  /** Days since release during which a movie is new. */
  newForDays: z.int().min(1).max(365).exactOptional(),
  groupOf: z.int().min(2).max(1_000).exactOptional(),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

const ruleHead = { id: z.string().min(1).max(64), label: ShortText, when: RuleCondition.exactOptional() };

/** A tariff's rules in the order they are applied: base, flat, percentages, cap and floor, fees. */
export const TariffRule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...ruleHead,
    kind: z.literal('base'),
    amount: Money,
    /** Per seat type, in basis points: 15,000 is × 1.5. */
    multipliers: z.record(SeatType, z.int().min(0).max(100_000)),
  }),
  /** A flat-price day: replaces the base, the seat type and every percentage. */
  z.strictObject({ ...ruleHead, kind: z.literal('flat'), amount: Money }),
  z.strictObject({ ...ruleHead, kind: z.literal('percent'), rate: BasisPoints }),
  z.strictObject({ ...ruleHead, kind: z.literal('cap'), amount: Money }),
  z.strictObject({ ...ruleHead, kind: z.literal('floor'), amount: Money }),
  z.strictObject({
    ...ruleHead,
    kind: z.literal('fee'),
    amount: MoneyDelta,
    per: z.enum(['ticket', 'order']),
  }),
  z.strictObject({ ...ruleHead, kind: z.literal('voucher'), code: z.string().max(64), amount: Money }),
]);
export type TariffRule = z.infer<typeof TariffRule>;

export const CancellationTier = z.strictObject({
  /** Applies until this many minutes before the start. */
  untilMinutesBefore: z.int().min(-10_000).max(1_000_000),
  refundRate: z.int().min(0).max(10_000),
  releasesSeats: z.boolean(),
});
export type CancellationTier = z.infer<typeof CancellationTier>;

export const TariffVersion = z.strictObject({
  version: z.int().min(1),
  /** In force from this instant until the next version's. */
  from: Instant,
  taxRate: BasisPoints,
  /** The smallest coin in use, minor units: what is paid in cash is rounded to it. Absent: every sum can be paid. */
  cashStep: z.int().min(2).max(100_000).exactOptional(),
  /** Fewer than the steps a price line may have: rounding, override and vouchers add some. */
  rules: z.array(TariffRule).max(90),
  /** Ordered, longest notice first. After the last tier nothing is given back. */
  cancellation: z.array(CancellationTier).max(10),
});
export type TariffVersion = z.infer<typeof TariffVersion>;

export const Tariff = z.strictObject({
  id: TariffId,
  cinemaId: CinemaId,
  name: ShortText,
  currency: Currency,
  /** Oldest first; the last twenty. */
  versions: z.array(TariffVersion).min(1).max(20),
});
export type Tariff = z.infer<typeof Tariff>;
