import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Failure, SeatWish } from '#renderer/commands/context.ts';
import type { CommandImpossible } from '#renderer/commands/hold.ts';
import type { SeatReason } from '#shared/domain/seating/best.ts';
import type { BookingReason, ConflictReason } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId, CinemaId, Day, DeviceId, Money, SeatId, ShowId } from '#shared/wire/scalars.ts';

/** What the right-hand side of the counter is busy with. */
export type Panel =
  | { readonly kind: 'order' }
  | {
      readonly kind: 'cash';
      /** Monotonic, and by what: the press that opened it must not confirm it. */
      readonly openedAtMs: number;
      readonly openedBy: string;
      /** What was typed as the sum handed over, in major units. */
      readonly typed: string;
      /** The sum was confirmed; it is taken as soon as the wait is over and the server has ruled on the seats. */
      readonly isConfirmed: boolean;
    }
  | { readonly kind: 'paying'; readonly tendered: Money | null }
  | { readonly kind: 'no-answer'; readonly tendered: Money | null }
  /** The card terminal has the order. `calledOff`: the guest has changed their mind, and it may yet agree. */
  | { readonly kind: 'card'; readonly calledOff: boolean }
  /** Only the terminal knows whether the card of the order at hand was charged. */
  | { readonly kind: 'unsettled' }
  | Sold;

export type Sold = {
  readonly kind: 'sold';
  readonly bookingId: BookingId;
  readonly tender: 'cash' | 'card';
  readonly total: Money;
  readonly change: Money;
  readonly print: PrintResult;
  readonly promised: boolean;
  /** A printer is at work for it. */
  readonly isPrinting?: true;
};

/** A question beside the map; there is never more than one, and it never covers anything. */
export type Question =
  /** Another show was chosen while seats are held; `line` is what shall happen there. */
  | { readonly kind: 'other-show'; readonly showId: ShowId; readonly line: string }
  | { readonly kind: 'wheelchair'; readonly seatIds: readonly SeatId[] }
  | { readonly kind: 'release' }
  /** The order was paid in part: is it given up, and what was paid given back? */
  | { readonly kind: 'give-back' };

export type LostWish = SeatWish & {
  readonly reason: Exclude<ConflictReason, 'stale'>;
  readonly by: DeviceId | null;
};

/** Something that happened to the order. It stays until the clerk has dealt with it or begun something new. */
export type Notice =
  | {
      readonly kind: 'lost';
      readonly lost: readonly LostWish[];
      /** Monotonic: a tap that was on its way already does not wipe it away unread. */
      readonly atMs: number;
    }
  | { readonly kind: 'expired'; readonly showId: ShowId; readonly seats: readonly SeatWish[] }
  | { readonly kind: 'refused'; readonly reason: BookingReason }
  | { readonly kind: 'failed'; readonly why: Failure | CommandImpossible['why'] | 'error' }
  | { readonly kind: 'no-room'; readonly size: number }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'no-show'; readonly number: number }
  | { readonly kind: 'closed-show' }
  /** Something was scanned, and its booking is being looked for. */
  | { readonly kind: 'looking'; readonly text: string }
  | { readonly kind: 'not-found'; readonly text: string }
  | { readonly kind: 'card-declined'; readonly message: string }
  | { readonly kind: 'card-no-answer' }
  /** Charged after its order had ended; `code` is the booking's. */
  | { readonly kind: 'card-late'; readonly code: string }
  | { readonly kind: 'nothing-to-pay' };

export type CounterState = {
  /** Null: the present business day. */
  readonly day: Day | null;
  readonly view: 'time' | 'movie';
  readonly search: string;
  /** Another cinema's programme, to read. */
  readonly elsewhere: CinemaId | null;
  readonly showId: ShowId | null;
  readonly line: string;
  readonly side: 'order' | 'sales' | 'disputes' | 'till';
  readonly salesSearch: string;
  readonly openSale: BookingId | null;
  readonly openDispute: BookingId | null;
  readonly panel: Panel;
  readonly question: Question | null;
  readonly notice: Notice | null;
  /** Why the best seats are where they are, until something else happens to the order. */
  readonly chosen: SeatReason | null;
  readonly orderId: BookingId | null;
  /** Orders on their way to the hand or away from it for good: open in the replica for a moment, and not parked. */
  readonly passing: readonly BookingId[];
  /** What the clerk wants the order to be, until the server has ruled on it. */
  readonly asked: readonly SeatWish[] | null;
  /** Best seats are being looked for. */
  readonly isFinding: boolean;
  /** Seats of the order by the server's last ruling. */
  readonly granted: readonly SeatId[];
  /** Orders whose guests' age was checked. */
  readonly ageChecked: readonly BookingId[];
  readonly help: boolean;
  /** The booking whose tickets are shown as a page, to print or to save. */
  readonly ticketPage: BookingId | null;
};

export const COUNTER_IDLE: CounterState = {
  day: null,
  view: 'time',
  search: '',
  elsewhere: null,
  showId: null,
  line: '',
  side: 'order',
  salesSearch: '',
  openSale: null,
  openDispute: null,
  panel: { kind: 'order' },
  question: null,
  notice: null,
  chosen: null,
  orderId: null,
  passing: [],
  asked: null,
  isFinding: false,
  granted: [],
  ageChecked: [],
  help: false,
  ticketPage: null,
};

/** What the counter page shows; what was sold lives in the replica and nowhere else. */
export const useCounter = create<CounterState>()(() => COUNTER_IDLE);

/** Some of it: a component that takes little is drawn seldom, and a typed key redraws the order line alone. */
export function useCounterPart<Part extends object>(select: (state: CounterState) => Part): Part {
  return useCounter(useShallow(select));
}

export const counter = {
  get: useCounter.getState,
  set: (change: Partial<CounterState>): void => useCounter.setState(change),
};

const AGE_CHECKED_MAX = 50;

export function ageIsChecked(id: BookingId): void {
  useCounter.setState(({ ageChecked }) => ({ ageChecked: [...ageChecked, id].slice(-AGE_CHECKED_MAX) }));
}

const PASSING_MAX = 20;

/** From now on the order is not parked, whether or not it is at hand. */
export function passBy(id: BookingId): void {
  useCounter.setState(({ passing }) => ({ passing: [...passing, id].slice(-PASSING_MAX) }));
}

/** The order stays: it is at hand, or parked. */
export function passNoMore(id: BookingId): void {
  useCounter.setState(({ passing }) => ({ passing: passing.filter((other) => other !== id) }));
}

/** The order is over (sold, parked, released): the next one begins at nothing. */
export function forgetOrder(): void {
  useCounter.setState({ orderId: null, asked: null, granted: [], question: null, chosen: null });
}
