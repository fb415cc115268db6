import type { Booking, Payment, PushedBooking, Refund } from '#shared/wire/booking.ts';
import type { DeviceKind, Movie, Screen, SeatState, SeatStatus, Show, Tariff } from '#shared/wire/catalog.ts';
import type { Refusal, Role } from '#shared/wire/messages.ts';
import type {
  AllotmentId,
  BookingId,
  DeviceId,
  PaymentId,
  ReplicaId,
  SeatId,
  ShowId,
  StaffId,
} from '#shared/wire/scalars.ts';
import type { Spent } from '../allotment/trust.ts';

/** The device that pushes, and the person signed in at it. */
export type Pusher = {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly cinemaId: string;
  readonly prefix: string;
  readonly retired: boolean;
  /** Which replica of the device; null: a client that keeps none, and is entrusted nothing. */
  readonly replicaId: ReplicaId | null;
  readonly staff: { readonly id: StaffId; readonly role: Role } | null;
};

/** The catalogue as far as one booking needs it. */
export type ShowFacts = {
  readonly show: Show;
  readonly screen: Screen;
  readonly movie: Movie | null;
  readonly tariff: Tariff;
  readonly zone: string;
};

/** A touched seat as the server's table has it, and until when its holder's unpaid hold runs (null: not by time). */
export type SeatRow = SeatState & { readonly holdEndsAtMs: number | null };

/** Whom a seat is entrusted to (DESIGN §6). */
export type AllottedSeat = {
  readonly deviceId: DeviceId;
  readonly replicaId: ReplicaId;
  readonly allotmentId: AllotmentId;
  readonly epoch: number;
};

/** What the server keeps beside a stored booking and sends to nobody. */
export type BookingPrivate = {
  /** When the present hold began, by the server's clock. */
  readonly heldAtMs: number;
  /** How much of the hold's age was used up when it went to `paying`; null while it is not. */
  readonly agedMs: number | null;
};

export type OwnBooking = { readonly booking: Booking; readonly hidden: BookingPrivate };

/** Everything the ruling on one pushed booking depends on. Nothing else may. */
export type Case = {
  readonly own: OwnBooking | null;
  readonly pushed: PushedBooking;
  readonly pusher: Pusher;
  /** Null when the show is unknown to the pusher's cinema. */
  readonly facts: ShowFacts | null;
  /** Touched seats among those the own and the pushed booking name; missing: available at revision 0. */
  readonly seats: ReadonlyMap<SeatId, SeatRow>;
  /** Those of them that are entrusted to a kiosk. */
  readonly allotted: ReadonlyMap<SeatId, AllottedSeat>;
  /** Payments of this row that are already stored under another booking. */
  readonly paymentsElsewhere: ReadonlySet<PaymentId>;
  /** Other orders of the pushing device that hold seats entrusted to it and have no money in them (`mayYield`). */
  readonly unpaidOrders: ReadonlySet<BookingId>;
  readonly nowMs: number;
  readonly holdSecondsDefault: number;
};

/** One write of the compare-and-swap: succeeds only where the seat's revision is still `revSeen`; it becomes `revSeen + 1`. */
export type SeatChange = {
  readonly showId: ShowId;
  readonly seatId: SeatId;
  readonly revSeen: number;
  readonly status: SeatStatus;
  readonly bookingId: BookingId | null;
  readonly deviceId: DeviceId | null;
  readonly reason: string | null;
};

/** Money or a sale that a person must look at. */
export type OpenItem = {
  readonly kind:
    | 'foreign-payment'
    | 'payment-elsewhere'
    | 'overpaid'
    | 'price-difference'
    | 'late-payment'
    | 'conflicted-sale'
    | 'malformed-payment'
    | 'one-sided-money';
  readonly bookingId: string;
  readonly paymentId: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly detail: string;
};

/** What the server must do about one pushed booking, in one transaction. */
export type Verdict = {
  /** The document to store; null: nothing of the booking changes. */
  readonly store: OwnBooking | null;
  /** Seats to write; a hold that ended by time and was in the way is in `expire`. */
  readonly seats: readonly SeatChange[];
  /** Seats whose accepted sale ends the trust in them. */
  readonly spent: readonly Spent[];
  /** Other bookings whose ended holds stood on the wanted seats: expire them in the same transaction, before `seats`. */
  readonly expire: readonly BookingId[];
  /** Orders that give way to a sale under an allotment: end them in the same transaction, before `seats`. */
  readonly yielded: readonly BookingId[];
  readonly openItems: readonly OpenItem[];
  /** A person has resolved the dispute over this booking: its open items are done with. */
  readonly settles: boolean;
  /** Facts of money seen for the first time, for the server's own journal. */
  readonly money: readonly (
    | { readonly kind: 'payment'; readonly payment: Payment }
    | { readonly kind: 'refund'; readonly refund: Refund }
  )[];
  /** The booking was confirmed, cancelled or conflicted just now: notify once each. */
  readonly notify: readonly ('confirmed' | 'cancelled' | 'conflicted')[];
  /** The row was not taken at all; goes out beside the authoritative state. */
  readonly refusal: Refusal | null;
};
