import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import type { Seat, SeatType, Tariff, TicketType } from '#shared/wire/catalog.ts';
import type { Offer } from './programme.ts';

export type PriceQuestion = {
  readonly offer: Offer;
  readonly tariff: Tariff;
  readonly zone: string;
  readonly nowMs: number;
};

/** What one ticket of a type costs on each kind of seat of this show, in minor units. */
export function pricesBySeatType(q: PriceQuestion, ticketType: TicketType): ReadonlyMap<SeatType, number> {
  const { show, movie, screen } = q.offer;
  const version = versionInForce(q.tariff, q.nowMs);
  const prices = new Map<SeatType, number>();
  for (const seat of screen.seats) {
    if (prices.has(seat.type)) continue;
    const seats = [{ seatId: seat.id, ticketType }];
    const { tariff, zone } = q;
    const price = priceOf({ show, movie, screen, tariff, version, zone, channel: 'lobby', seats });
    prices.set(seat.type, price.total);
  }
  return prices;
}

/** The least a ticket of a type costs in this show; null for a screen without seats. */
export function priceFrom(q: PriceQuestion, ticketType: TicketType): number | null {
  const prices = [...pricesBySeatType(q, ticketType).values()];
  return prices.length === 0 ? null : Math.min(...prices);
}

/** The same for a wheelchair place, whose kind of seat is settled. */
export function placePrice(q: PriceQuestion, places: readonly Seat[], ticketType: TicketType): number | null {
  const [place] = places;
  return place === undefined ? null : (pricesBySeatType(q, ticketType).get(place.type) ?? null);
}
