import type { Channel } from '#shared/wire/booking.ts';
import type { Screen, Seat, Seatmap, SeatState, Show } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';

const UNTOUCHED: SeatState = { status: 'available', rev: 0 };
const MINUTE_MS = 60_000;
const indexes = new WeakMap<Screen, ReadonlyMap<SeatId, Seat>>();

/** The seats of a screen by their id; made once per screen document. */
export function seatsById(screen: Screen): ReadonlyMap<SeatId, Seat> {
  const known = indexes.get(screen);
  if (known !== undefined) return known;
  const made = new Map(screen.seats.map((seat) => [seat.id, seat]));
  indexes.set(screen, made);
  return made;
}

/** The number within the row, as people say it: row F, seat 12, whether the label reads `12` or `F12`. */
export function seatNumber(seat: Pick<Seat, 'row' | 'label'>): string {
  return seat.label.startsWith(seat.row)
    ? seat.label.slice(seat.row.length).replace(/^[-\s]/, '')
    : seat.label;
}

/** A seat's state in a show: the map names touched seats only, every other one is available at revision 0. */
export function seatStateOf(seatmap: Seatmap | null, seatId: SeatId): SeatState {
  return seatmap?.seats[seatId] ?? UNTOUCHED;
}

/** Until when (excluded) a channel sells a show by itself; after that only a supervisor may. Self-service on the web closes with the lobby. */
export function saleClosesAtMs(show: Show, channel: Channel): number {
  const { counterMinutes, lobbyMinutes } = show.saleWindows;
  const minutes = channel === 'counter' ? counterMinutes : lobbyMinutes;
  return Date.parse(show.startsAt) + minutes * MINUTE_MS;
}

/** True while a channel may sell the show without a supervisor. */
export function isOnSale(show: Show, channel: Channel, nowMs: number): boolean {
  return show.cancelled !== true && nowMs < saleClosesAtMs(show, channel);
}
