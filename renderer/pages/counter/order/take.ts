import { counter } from '#renderer/stores/counter.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { type CounterView, freeFor } from '../desk/view.ts';
import { type PartyPart, parseOrderLine, partySize, writeOrderLine } from '../order-line.ts';
import { showNumbered } from '../shows/programme.ts';
import { askSeats } from './ask.ts';
import { bestFor } from './best.ts';
import { chooseShow, isForSale } from './shows.ts';

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
  const party = writeOrderLine(null, line.party);
  if (listing.show.id !== view.listing?.show.id) {
    chooseShow(desk, listing.show.id, party);
    if (counter.get().question !== null) return true;
  }
  if (line.party.length > 0) void takeBest(desk, listing.show.id, line.party);
  return true;
}

/** Asks for the best seats of a show for a party; seats the order has there already are taken to be free. */
export async function takeBest(desk: Desk, showId: ShowId, party: readonly PartyPart[]): Promise<void> {
  const found = await findBest(desk, showId, party);
  if (found === 'closed') counter.set({ notice: { kind: 'closed-show' } });
  else if (found === null) counter.set({ notice: { kind: 'no-room', size: partySize(party) }, chosen: null });
  else {
    counter.set({ notice: null, chosen: found.reason });
    await askSeats(desk, showId, found.seats);
  }
}

async function findBest(desk: Desk, showId: ShowId, party: readonly PartyPart[]) {
  const { orderId } = counter.get();
  const view = desk.view();
  const listing = view.allListings.find((one) => one.show.id === showId);
  const screen = listing?.screen ?? null;
  if (listing === undefined || screen === null) return null;
  if (!isForSale(listing)) return 'closed';
  const seatmap = await desk.replica.get('seatmaps', showId);
  return bestFor({
    screen,
    isFree: freeFor({ screen, seatmap }, orderId),
    party,
    minutesToStart: (listing.startsAtMs - desk.replica.nowMs()) / MINUTE_MS,
    ...nearOwn(view, showId),
  });
}

/** A changed party stays where it was, as far as it can. */
function nearOwn(view: CounterView, showId: ShowId) {
  return view.listing?.show.id === showId && view.seats.length > 0
    ? { near: view.seats.map((seat) => seat.seatId) }
    : {};
}
