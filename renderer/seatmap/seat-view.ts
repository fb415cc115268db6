/**
 * How a seat looks to the person at this screen. `asked`: taken here, the answer not yet back; `mine`: held or booked
 * in the order at hand; `held`: by anybody else.
 */
export const SEAT_STATES = ['available', 'asked', 'mine', 'held', 'booked', 'blocked'] as const;
export type SeatLook = (typeof SEAT_STATES)[number];

export type SeatView = {
  state: SeatLook;
  /** It was in the order at hand and went to somebody else: marked until the page takes the mark away. */
  lost?: true;
  /** It looks free in a picture that may be old: somebody else may have it by now. */
  unsure?: true;
};

export const AVAILABLE: SeatView = { state: 'available' };

export function sameView(a: SeatView, b: SeatView): boolean {
  return a.state === b.state && a.lost === b.lost && a.unsure === b.unsure;
}
