import type { SeatWish } from '#renderer/commands/context.ts';
import type { PriceBreakdown, PriceLine } from '#shared/wire/booking.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

/** The order with another ticket type, on one seat or (`only` null) on all. */
export function retyped(seats: readonly SeatWish[], ticketType: TicketType, only: SeatId | null): SeatWish[] {
  return seats.map((seat) => (only === null || seat.seatId === only ? { ...seat, ticketType } : seat));
}

/** A seat's line of the price; null while the price is of other seats or tickets than are shown. */
export function lineFor(
  price: PriceBreakdown | undefined,
  seatId: SeatId,
  ticketType: TicketType,
): PriceLine | null {
  return price?.lines.find((line) => line.seatId === seatId && line.ticketType === ticketType) ?? null;
}

/** Whether two seats cost what they cost for the same reasons: those are then said once. */
export function isSameReason(one: PriceLine | null, other: PriceLine | null): boolean {
  if (one === null || other === null || one.steps.length !== other.steps.length) return false;
  return one.steps.every((step, at) => {
    const its = other.steps[at];
    return step.label === its?.label && step.amount === its.amount;
  });
}

/** Lines for the order as a whole: a booking fee. */
export function orderLines(price: PriceBreakdown | undefined): readonly PriceLine[] {
  return price?.lines.filter((line) => line.seatId === undefined) ?? [];
}

/** Whether a price is of just these seats and tickets: what may be shown as what there is to pay. */
export function isPriceOf(price: PriceBreakdown | undefined, seats: readonly SeatWish[]): boolean {
  if (price === undefined) return false;
  const ofSeats = price.lines.filter((line) => line.seatId !== undefined);
  return (
    ofSeats.length === seats.length &&
    seats.every((seat) => lineFor(price, seat.seatId, seat.ticketType) !== null)
  );
}
