import { z } from 'zod';
import { MONEY_MINOR_MAX } from '../domain/limits.ts';

const ID_LENGTH_MAX = 64;
/** Ids are opaque, printable and safe in a URL path and as an IndexedDB key. */
const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:@-]*$/)
  .max(ID_LENGTH_MAX);

export const BookingId = id.brand<'BookingId'>();
export type BookingId = z.infer<typeof BookingId>;
export const CinemaId = id.brand<'CinemaId'>();
export type CinemaId = z.infer<typeof CinemaId>;
export const ScreenId = id.brand<'ScreenId'>();
export type ScreenId = z.infer<typeof ScreenId>;
export const MovieId = id.brand<'MovieId'>();
export type MovieId = z.infer<typeof MovieId>;
export const ShowId = id.brand<'ShowId'>();
export type ShowId = z.infer<typeof ShowId>;
export const TariffId = id.brand<'TariffId'>();
export type TariffId = z.infer<typeof TariffId>;
/** Unique within one screen, for instance `F12`. */
export const SeatId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/)
  .max(16)
  .brand<'SeatId'>();
export type SeatId = z.infer<typeof SeatId>;
export const DeviceId = id.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
/** One local database of one device; a cleared or second replica has another (DESIGN: allotments). */
export const ReplicaId = id.brand<'ReplicaId'>();
export type ReplicaId = z.infer<typeof ReplicaId>;
export const StaffId = id.brand<'StaffId'>();
export type StaffId = z.infer<typeof StaffId>;
export const ShiftId = id.brand<'ShiftId'>();
export type ShiftId = z.infer<typeof ShiftId>;
export const PaymentId = id.brand<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;
export const RefundId = id.brand<'RefundId'>();
export type RefundId = z.infer<typeof RefundId>;
export const TicketId = id.brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;
export const AllotmentId = id.brand<'AllotmentId'>();
export type AllotmentId = z.infer<typeof AllotmentId>;
export const JournalEntryId = id.brand<'JournalEntryId'>();
export type JournalEntryId = z.infer<typeof JournalEntryId>;
export const AdmissionId = id.brand<'AdmissionId'>();
export type AdmissionId = z.infer<typeof AdmissionId>;

/** `Date.parse` carries 31 February over into March; the calendar does not. */
function isCalendarDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** An instant in UTC, ISO 8601 with `Z`. Our own writing always has milliseconds, so that text order is time order. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
  .max(24)
  .refine(
    (text) => isCalendarDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
    'no such day or time',
  )
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A calendar day, `2026-11-23`, in the zone of the cinema it is said of. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine(isCalendarDay, 'no such day')
  .brand<'Day'>();
export type Day = z.infer<typeof Day>;

/** A sum in minor units of its currency (cents), never negative. */
export const Money = z.int().min(0).max(MONEY_MINOR_MAX).brand<'Money'>();
export type Money = z.infer<typeof Money>;
/** A step of a price or a difference: minor units, may be negative. */
export const MoneyDelta = z.int().min(-MONEY_MINOR_MAX).max(MONEY_MINOR_MAX).brand<'MoneyDelta'>();
export type MoneyDelta = z.infer<typeof MoneyDelta>;
/** A rate in basis points: 10,000 is the whole. */
export const BasisPoints = z.int().min(-100_000).max(100_000);
/** ISO 4217. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .brand<'Currency'>();
export type Currency = z.infer<typeof Currency>;

/** The server's counter of one document or seat: +1 per change, 0 before the first. */
export const Rev = z.int().min(0);

/** Short human text (names, labels). */
export const ShortText = z.string().max(200);
/** Free text a person typed. */
export const Note = z.string().max(2_000);

const INSTANTS_REMEMBERED_MAX = 32;
const written = new Map<number, Instant>();

/** Writes an instant the one way our own documents carry it. `epochMs` is milliseconds since 1970, UTC. */
export function instant(epochMs: number): Instant {
  const known = written.get(epochMs);
  if (known !== undefined) return known;
  const text = Instant.parse(new Date(epochMs).toISOString());
  // One ruling writes the same few instants several times, and those beside it in a commit do too.
  if (written.size >= INSTANTS_REMEMBERED_MAX) written.clear();
  written.set(epochMs, text);
  return text;
}
