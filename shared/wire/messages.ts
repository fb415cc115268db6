import { z } from 'zod';
import { ALLOTMENT_SEATS_MAX, PULL_DOCUMENTS_MAX, RELEASES_MAX } from '../domain/limits.ts';
import { DeviceKind } from './catalog.ts';
import { COLLECTION_NAMES } from './collections.ts';
import {
  AllotmentId,
  BookingId,
  CinemaId,
  DeviceId,
  Instant,
  SeatId,
  ShortText,
  StaffId,
} from './scalars.ts';
import { Allotment } from './till.ts';

/** Headers every request of a device carries, lower-case as Node gives them. */
export const REPLICA_HEADER = 'foyer-replica';
/** The token of the person signed in at the device, if any. */
export const STAFF_HEADER = 'foyer-staff';

/** Where a pull stands: `lwt` is the feed's number, `id` the feed's epoch (RxDB's names for its own checkpoint). */
export const Checkpoint = z.strictObject({ lwt: z.int().min(0), id: z.string().max(64) });
export type Checkpoint = z.infer<typeof Checkpoint>;

export const PullQuery = z.object({
  lwt: z.coerce.number().int().min(0).default(0),
  id: z.string().max(64).default(''),
  limit: z.coerce.number().int().min(1).max(PULL_DOCUMENTS_MAX).default(100),
});
export type PullQuery = z.infer<typeof PullQuery>;

/** The documents are checked against their collection's schema by whoever takes them. */
export const WireDocument = z.looseObject({ id: z.string(), _deleted: z.boolean() });
export type WireDocument = z.infer<typeof WireDocument>;

export const PullAnswer = z.object({ documents: z.array(WireDocument), checkpoint: Checkpoint });
export type PullAnswer = z.infer<typeof PullAnswer>;

/** One row of a push. Rows are parsed one by one: a bad one is answered by itself and never fails the batch. */
export const PushRow = z.object({
  assumedMasterState: z.unknown().optional(),
  newDocumentState: z.unknown(),
});
export type PushRow = z.infer<typeof PushRow>;

/** Why a row was not taken at all; what a cinema can rule on (a lost seat, a wrong price) stands in the booking itself. */
export const RefusalCode = z.enum([
  'malformed',
  'foreign-booking',
  'foreign-cinema',
  'not-allowed',
  'retired-device',
  'immutable',
  'internal',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;
export const Refusal = z.strictObject({ code: RefusalCode, message: z.string().max(2_000) });
export type Refusal = z.infer<typeof Refusal>;

/** Documents answered to a push may carry `_refused`; it is not part of the document and is never stored. */
export const PushAnswer = z.array(WireDocument.extend({ _refused: Refusal.optional() }));
export type PushAnswer = z.infer<typeof PushAnswer>;

/** One line of `/stream`. */
export const StreamEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('poke'), collection: z.enum(COLLECTION_NAMES), lwt: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('recall'),
    allotmentId: AllotmentId,
    epoch: z.int().min(0),
    seatIds: z.array(SeatId).max(ALLOTMENT_SEATS_MAX),
  }),
]);
export type StreamEvent = z.infer<typeof StreamEvent>;

/** Every failed request outside a push row is answered like this. */
export const ErrorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

/** What a 409 of a pull says beside its `error`: the checkpoint is of another feed than the server's present one. */
export const WrongEpoch = z.object({ epoch: z.string() });

/** A device a restored server has not heard yet. */
export const AwaitedDevice = z.object({ id: DeviceId, name: ShortText, cinemaId: CinemaId });
export type AwaitedDevice = z.infer<typeof AwaitedDevice>;

export const Health = z.object({
  status: z.literal('ok'),
  /** Restored from a backup: it takes over what devices report and sells nothing until it opens. */
  closed: z.boolean().default(false),
  /** Whose reports it waits for. */
  awaited: z.array(AwaitedDevice).max(100).default([]),
  /** The server's clock: the only one that ends holds. */
  time: Instant,
  epoch: z.string(),
  collections: z.record(z.string(), z.int()),
});
export type Health = z.infer<typeof Health>;

export const EnrolBody = z.strictObject({
  code: z.string().min(1).max(64),
  name: ShortText.min(1),
  publicKey: z.string().max(64).exactOptional(),
});
export type EnrolBody = z.infer<typeof EnrolBody>;
export const EnrolAnswer = z.object({
  deviceId: DeviceId,
  token: z.string(),
  kind: DeviceKind,
  cinemaId: CinemaId,
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

export const Role = z.enum(['clerk', 'supervisor', 'manager']);
export type Role = z.infer<typeof Role>;
export const StaffMember = z.object({ id: StaffId, name: ShortText, role: Role });
export type StaffMember = z.infer<typeof StaffMember>;
/** `GET /staff`: who may sign in at this device's cinema. */
export const StaffList = z.object({ staff: z.array(StaffMember).max(500) });
/** `POST /sign-in`. */
export const SignInBody = z.strictObject({ staffId: StaffId, pin: z.string().regex(/^\d{4,12}$/) });
export type SignInBody = z.infer<typeof SignInBody>;
export const SignInAnswer = z.object({
  staff: StaffMember,
  staffToken: z.string(),
  expiresInSeconds: z.int(),
});
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** `GET /me`: the device behind the token and who is signed in at it. */
export const MeAnswer = z.object({
  device: z.object({
    id: DeviceId,
    name: ShortText,
    kind: DeviceKind,
    cinemaId: CinemaId,
    prefix: z.string(),
    retired: z.boolean(),
  }),
  staff: StaffMember.nullable(),
});
export type MeAnswer = z.infer<typeof MeAnswer>;

/** `POST /allotments/release`: the one answer that moves seats out of an allotment. */
export const ReleaseBody = z.strictObject({
  allotmentId: AllotmentId,
  epoch: z.int().min(0),
  released: z.array(SeatId).max(ALLOTMENT_SEATS_MAX),
  kept: z.array(z.strictObject({ seatId: SeatId, bookingId: BookingId })).max(ALLOTMENT_SEATS_MAX),
});
export type ReleaseBody = z.infer<typeof ReleaseBody>;
/** The allotment as it stands after the release; null when the server knows none of this id. */
export const ReleaseAnswer = z.object({ allotment: Allotment.nullable() });
export type ReleaseAnswer = z.infer<typeof ReleaseAnswer>;
/** `POST /allotments/releases`: the same of several allotments, which cost a kiosk and the server one request. */
export const ReleasesBody = z.strictObject({ releases: z.array(ReleaseBody).min(1).max(RELEASES_MAX) });
/** `heard`: what is said of these for good, those that are somebody else's by now included. */
export const ReleasesAnswer = z.object({ heard: z.array(AllotmentId) });
