import type { SeatWish } from '#renderer/commands/context.ts';
import { bestAvailable, type SeatReason } from '#shared/domain/seating/best.ts';
import type { Screen, TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { type PartyPart, partySize, partyTypes } from '../order-line.ts';

/** Before the start, in minutes: from then on wheelchair and companion places go to whoever comes. */
const ACCESSIBLE_KEPT_MINUTES = 15;

export type BestSeats = { readonly seats: readonly SeatWish[]; readonly reason: SeatReason };

const countOf = (party: readonly PartyPart[], is: (part: PartyPart) => boolean): number =>
  partySize(party.filter(is));

/**
 * The best seats for a party, with the ticket types on the seats they belong to. Places for wheelchairs are kept until
 * shortly before the start, or until nothing else is left. Null: not so many seats are free.
 */
export function bestFor(q: {
  screen: Screen;
  isFree: (seatId: SeatId) => boolean;
  party: readonly PartyPart[];
  near?: readonly SeatId[];
  /** Seats that may clash while offline: only when nothing else is left. */
  avoid?: (seatId: SeatId) => boolean;
  /** Seats another kiosk may have to be asked for: this till's own come first where they are as good. */
  elsewhere?: (seatId: SeatId) => boolean;
  minutesToStart: number;
}): BestSeats | null {
  const party = {
    size: partySize(q.party),
    wheelchairs: countOf(q.party, (part) => part.wheelchair),
    companions: countOf(q.party, (part) => part.ticketType === 'companion'),
    children: countOf(q.party, (part) => part.ticketType === 'child'),
  };
  const find = (keepAccessibleFree: boolean) =>
    bestAvailable({
      screen: q.screen,
      isFree: q.isFree,
      party,
      keepAccessibleFree,
      ...(q.near === undefined ? {} : { near: q.near }),
      ...(q.avoid === undefined ? {} : { avoid: q.avoid }),
      ...(q.elsewhere === undefined ? {} : { elsewhere: q.elsewhere }),
    });
  const kept = q.minutesToStart > ACCESSIBLE_KEPT_MINUTES;
  const found = find(kept) ?? (kept ? find(false) : null);
  return found === null ? null : { seats: seated(q.screen, found.seatIds, q.party), reason: found.reason };
}

/** Puts each ticket type on a seat: wheelchair users on wheelchair places, companions beside them, then from the left. */
export function seated(screen: Screen, seatIds: readonly SeatId[], party: readonly PartyPart[]): SeatWish[] {
  const marks = new Map(screen.seats.map((seat) => [seat.id, seat]));
  const wheelchairs = countOf(party, (part) => part.wheelchair);
  const types = partyTypes(party);
  const left = [...seatIds];
  const take = (wants: (seatId: SeatId) => boolean): SeatId | undefined => {
    const at = Math.max(0, left.findIndex(wants));
    return left.splice(at, 1)[0];
  };
  const onto = (type: TicketType, n: number): SeatWish[] => {
    const seatId = take((id) => {
      const seat = marks.get(id);
      if (n < wheelchairs) return seat?.wheelchair === true;
      if (type === 'companion') return seat?.companion === true;
      return seat?.wheelchair !== true && seat?.companion !== true;
    });
    return seatId === undefined ? [] : [{ seatId, ticketType: type }];
  };
  return types.flatMap(onto);
}

/** The party an order is made of, so that it can be taken to another show. */
export function partyOf(screen: Screen | null, seats: readonly SeatWish[]): PartyPart[] {
  const marks = new Map(screen?.seats.map((seat) => [seat.id, seat]));
  const party: PartyPart[] = [];
  for (const { seatId, ticketType } of seats) {
    const wheelchair = ticketType === 'disabled' && marks.get(seatId)?.wheelchair === true;
    const at = party.findIndex((part) => part.ticketType === ticketType && part.wheelchair === wheelchair);
    const known = party[at];
    if (known === undefined) party.push({ ticketType, wheelchair, count: 1 });
    else party[at] = { ...known, count: known.count + 1 };
  }
  return party;
}
