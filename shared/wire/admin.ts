import { z } from 'zod';
import { ALLOTMENT_SEATS_MAX } from '../domain/limits.ts';
import { DeviceKind } from './catalog.ts';
import { PUSHED_COLLECTIONS } from './collections.ts';
import { AllotmentId, DeviceId, Instant, SeatId, ShortText, ShowId } from './scalars.ts';

const PAGE_ROWS_MAX = 200;
const limit = z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(100);

/** Why a pushed row was kept without being ruled on. */
export const QuarantineReason = z.enum(['outdated-version', 'retired-device']);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

export const QuarantineQuery = z.object({
  /** The `next` of the page before. */
  after: z.coerce.number().int().min(0).default(0),
  limit,
});
export type QuarantineQuery = z.infer<typeof QuarantineQuery>;

export const QuarantinedRow = z.object({
  id: z.int(),
  at: Instant,
  deviceId: DeviceId,
  collection: z.enum(PUSHED_COLLECTIONS),
  /** The collection's version the device spoke. */
  version: z.int(),
  /** The id the row names, as far as it names one. */
  rowId: z.string(),
  reason: QuarantineReason,
  /** The document as it was sent: JSON text, cut off at its end when it was very long. */
  row: z.string(),
});
export type QuarantinedRow = z.infer<typeof QuarantinedRow>;

/** `GET /admin/quarantine`: oldest first. `next` is null on the last page. */
export const QuarantinePage = z.object({
  rows: z.array(QuarantinedRow).max(PAGE_ROWS_MAX),
  next: z.int().nullable(),
});
export type QuarantinePage = z.infer<typeof QuarantinePage>;

export const OpenItemQuery = z.object({ after: z.string().max(500).default(''), limit });
export type OpenItemQuery = z.infer<typeof OpenItemQuery>;

/** Money or a sale that a person must look at; `amount` in minor units, negative where too much was paid back. */
export const OpenItemEntry = z.object({
  kind: z.string(),
  bookingId: z.string(),
  paymentId: z.string().nullable(),
  amount: z.int(),
  detail: z.string(),
  openedAt: Instant,
  settledAt: Instant.nullable(),
});
export type OpenItemEntry = z.infer<typeof OpenItemEntry>;

/** `GET /admin/open-items`: oldest first. `next` is null on the last page. */
export const OpenItemPage = z.object({
  items: z.array(OpenItemEntry).max(PAGE_ROWS_MAX),
  next: z.string().nullable(),
});
export type OpenItemPage = z.infer<typeof OpenItemPage>;

/** `POST /admin/devices/{id}/retire`. */
export const RetireAnswer = z.object({ deviceId: DeviceId, retired: z.literal(true) });

/** How one device of the cinema stands to the server. */
export const DeviceStanding = z.object({
  id: DeviceId,
  name: ShortText,
  kind: DeviceKind,
  retired: z.boolean(),
  /** Its stream is open. */
  connected: z.boolean(),
  /** When it last asked for anything; to the hour for what was before the server's start. */
  lastHeardAt: Instant,
  /** Seats entrusted to it, by show, the next one first. */
  leases: z.array(z.object({ showId: ShowId, seats: z.int().min(1) })).max(2_000),
});
export type DeviceStanding = z.infer<typeof DeviceStanding>;

/** `GET /admin/devices`. `time` is the server's. */
export const DevicesAnswer = z.object({ time: Instant, devices: z.array(DeviceStanding).max(2_000) });
export type DevicesAnswer = z.infer<typeof DevicesAnswer>;

/**
 * `POST /admin/devices/{id}/revoke`: what the device was entrusted with, now taken back. It may have sold any of these
 * seats; such sales will arrive `conflicted`.
 */
export const RevokeAnswer = z.object({
  deviceId: DeviceId,
  revoked: z
    .array(
      z.object({
        allotmentId: AllotmentId,
        showId: ShowId,
        seatIds: z.array(SeatId).max(ALLOTMENT_SEATS_MAX),
      }),
    )
    .max(5_000),
});
export type RevokeAnswer = z.infer<typeof RevokeAnswer>;

/** `POST /admin/open`: what the opening of a restored server came to; all zero when it was open already. */
export const OpenAnswer = z.object({
  closed: z.literal(false),
  /** Bookings that had been reported. */
  reported: z.int(),
  /** Sales that lost seats and wait for a person. */
  conflicted: z.int(),
  /** Unpaid bookings that lost their seats. */
  rejected: z.int(),
});
export type OpenAnswer = z.infer<typeof OpenAnswer>;
