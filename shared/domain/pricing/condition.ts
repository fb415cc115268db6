import type { Channel } from '#shared/wire/booking.ts';
import type { Movie, RuleCondition, SeatType, Show, TicketType } from '#shared/wire/catalog.ts';
import { daysBetween, type LocalTime } from '../time.ts';

/** What the rules of a tariff may ask about the order as a whole. */
export type OrderFacts = {
  readonly show: Show;
  readonly movie: Movie | null;
  readonly channel: Channel;
  /** The show's start by the cinema's clock and calendar. */
  readonly start: LocalTime;
  /** Tickets in the order. */
  readonly ticketCount: number;
};

/** What they may ask about one ticket of it. */
export type TicketFacts = { readonly seatType: SeatType; readonly ticketType: TicketType };

/** Whether a rule applies to an order, as far as its tickets do not matter. */
export function holdsForOrder(when: RuleCondition | undefined, order: OrderFacts): boolean {
  if (when === undefined) return true;
  return (
    includes(when.weekdays, order.start.weekday) &&
    includes(when.days, order.start.day) &&
    inWindow(when, order.start.minuteOfDay) &&
    includes(when.formats, order.show.format) &&
    includes(when.channels, order.channel) &&
    isNew(when.newForDays, order) &&
    (when.groupOf === undefined || order.ticketCount >= when.groupOf)
  );
}

/** Whether a rule that applies to the order applies to this ticket of it. */
export function holdsForTicket(when: RuleCondition | undefined, ticket: TicketFacts): boolean {
  if (when === undefined) return true;
  return includes(when.ticketTypes, ticket.ticketType) && includes(when.seatTypes, ticket.seatType);
}

function includes<Value>(allowed: readonly Value[] | undefined, value: Value): boolean {
  return allowed === undefined || allowed.includes(value);
}

/** From (included) to (excluded); a window whose end comes first reaches over midnight. */
function inWindow(when: RuleCondition, minute: number): boolean {
  const { fromMinute = 0, toMinute = 24 * 60 } = when;
  return fromMinute <= toMinute
    ? fromMinute <= minute && minute < toMinute
    : fromMinute <= minute || minute < toMinute;
}

/** A preview before the release is as new as a movie can be; a movie without a release date never is. */
function isNew(newForDays: number | undefined, order: OrderFacts): boolean {
  if (newForDays === undefined) return true;
  const released = order.movie?.releaseDate;
  return released !== undefined && daysBetween(released, order.start.day) < newForDays;
}
