import { firstValueFrom } from 'rxjs';
import type { SeatWish } from '#renderer/commands/context.ts';
import { counter } from '#renderer/stores/counter.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { certainSeats, freeFor } from '../desk/view.ts';
import { type PartyPart, parseOrderLine, partySize, writeOrderLine } from '../order-line.ts';
import { isForSale, showNumbered } from '../shows/programme.ts';
import { askFor } from './ask.ts';
import { type BestSeats, bestFor, partyOf } from './best.ts';
import { chooseShow } from './shows.ts';

const MINUTE_MS = 60_000;

/**
 * Carries out what stands in the order line: chooses the show, then asks for the best seats of the party. True when
 * there was something to do; a line that cannot be read stays, with its mistake shown beside it.
 */
export function takeLine(desk: Desk): boolean {
  const line = parseOrderLine(counter.get().line);
  if (line.kind === 'empty') return false;
  if (line.kind === 'wrong') return true;
  const view = desk.view();
  const listing = line.showNumber === null ? view.listing : showNumbered(view.listings, line.showNumber);
  if (listing === null) {
    counter.set({ notice: { kind: 'no-show', number: line.showNumber ?? 0 } });
    return true;
  }
  counter.set({ line: '' });
  if (listing.show.id !== counter.get().showId) {
    chooseShow(desk, listing.show.id, writeOrderLine(null, line.party));
    if (counter.get().question !== null) return true;
  }
  if (line.party.length > 0) void takeBest(desk, listing.show.id, line.party);
  return true;
}

/** Asks for the best seats of a show for a party; seats the order has there already are taken to be free. */
export function takeBest(desk: Desk, showId: ShowId, party: readonly PartyPart[]): Promise<void> {
  return askFor(desk, showId, async (now) => told(await findBest(desk, showId, party, now), party));
}

/** One more ticket of a type, beside the others. */
export function addOne(desk: Desk, showId: ShowId, ticketType: TicketType): Promise<void> {
  const one: PartyPart = { ticketType, count: 1, wheelchair: false };
  return askFor(desk, showId, async (now) => {
    const party = [...partyOf(desk.view().screen, now), one];
    // Seats the clerk chose one by one stay where they are; seats the till chose may move to stay together.
    if (now.length === 0 || counter.get().chosen !== null) {
      return told(await findBest(desk, showId, party, now), party);
    }
    const added = told(await findBest(desk, showId, [one], now, now), [one]);
    return added === null ? null : [...now, ...added];
  });
}

/** Puts on the page why these seats, or why none. */
function told(found: BestSeats | 'closed' | null, party: readonly PartyPart[]): readonly SeatWish[] | null {
  if (found === 'closed') counter.set({ notice: { kind: 'closed-show' }, panel: { kind: 'order' } });
  else if (found === null) {
    counter.set({ notice: { kind: 'no-room', size: partySize(party) }, panel: { kind: 'order' } });
  } else {
    counter.set({ notice: null, chosen: found.reason });
    return found.seats;
  }
  return null;
}

/** `kept` are seats that stay in the order and so cannot be chosen again. */
async function findBest(
  desk: Desk,
  showId: ShowId,
  party: readonly PartyPart[],
  now: readonly SeatWish[],
  kept: readonly SeatWish[] = [],
): Promise<BestSeats | 'closed' | null> {
  const { orderId } = counter.get();
  const listing = desk.view().allListings.find((one) => one.show.id === showId);
  const screen = listing?.screen ?? null;
  if (listing === undefined || screen === null) return null;
  if (!isForSale(listing.sale, desk.context().staff?.role)) return 'closed';
  const own = await firstValueFrom(desk.replica.ownSeats$(showId));
  const isFree = freeFor({ screen, seatmap: await desk.replica.get('seatmaps', showId), own }, orderId);
  const certain = certainSeats({ own, isOffline: desk.view().isOffline }, orderId);
  const near = now.map((seat) => seat.seatId).filter((id) => screen.seats.some((seat) => seat.id === id));
  return bestFor({
    screen,
    isFree: (seatId) => isFree(seatId) && !kept.some((seat) => seat.seatId === seatId),
    party,
    minutesToStart: (listing.startsAtMs - desk.replica.nowMs()) / MINUTE_MS,
    ...(certain === null
      ? { elsewhere: (seatId: SeatId) => !own.leases.has(seatId) }
      : { avoid: (seatId: SeatId) => !certain.has(seatId) }),
    ...(near.length > 0 && counter.get().showId === showId ? { near } : {}),
  });
}
