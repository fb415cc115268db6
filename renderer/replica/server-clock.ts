import type { Booking } from '#shared/wire/booking.ts';

/** Taken off every countdown, so that a till stops before the server does. */
const GUARD_MS = 1_000;
/** Wall and monotonic clock apart by more than this: the machine slept, or somebody set its clock. */
export const DRIFT_MS_MAX = 2_000;
const REMEMBERED_MAX = 500;

/**
 * What the kiosk knows of the server's clock. Everything is counted on the monotonic clock (`performance.now()`), from
 * the moment a request was sent: then a slow answer makes a countdown end early, never late (TRAPS: clocks).
 */
export class ServerClock {
  #anchor: { readonly sentMs: number; readonly middleMs: number; readonly serverMs: number } | null = null;
  readonly #sent = new Map<string, { readonly n: number; readonly atMs: number }>();
  #apartMs: number;
  readonly #monotonic: () => number;
  readonly #wall: () => number;

  constructor(monotonic: () => number, wall: () => number) {
    this.#monotonic = monotonic;
    this.#wall = wall;
    this.#apartMs = wall() - monotonic();
  }

  /** The server said `serverMs` in answer to a request that was sent and answered at these monotonic times. */
  heard(sentMs: number, answeredMs: number, serverMs: number): void {
    this.#anchor = { sentMs, middleMs: (sentMs + answeredMs) / 2, serverMs };
  }

  now(): number | null {
    return this.#anchor === null ? null : this.#anchor.serverMs + this.#monotonic() - this.#anchor.middleMs;
  }

  /** Notes when an edit of a booking left; a repeat of the same edit does not count anew, for the first may be the one that was ruled on. */
  sent(booking: Pick<Booking, 'id' | 'edit'>): void {
    const n = booking.edit?.n ?? 0;
    if (this.#sent.get(booking.id)?.n === n) return;
    this.#sent.delete(booking.id);
    this.#sent.set(booking.id, { n, atMs: this.#monotonic() });
    const oldest = this.#sent.keys().next();
    if (this.#sent.size > REMEMBERED_MAX && !oldest.done) this.#sent.delete(oldest.value);
  }

  /** When the hold ends, on the monotonic clock, never later than the server thinks; null while that is not known. */
  holdDeadline(booking: Booking): number | null {
    if (booking.expiresAt === undefined) return null;
    const endsMs = Date.parse(booking.expiresAt);
    const known: number[] = [];
    if (this.#anchor !== null) known.push(this.#anchor.sentMs + endsMs - this.#anchor.serverMs);
    const sent = this.#sent.get(booking.id);
    if (sent !== undefined && sent.n === booking.edit?.n)
      known.push(sent.atMs + endsMs - Date.parse(booking.updatedAt));
    // Both are early by what the line took; the later one is the nearer.
    return known.length === 0 ? null : Math.max(...known) - GUARD_MS;
  }

  /** True once after wall and monotonic clock have drifted apart; then nothing that was heard counts any more. */
  drifted(): boolean {
    const apartMs = this.#wall() - this.#monotonic();
    if (Math.abs(apartMs - this.#apartMs) <= DRIFT_MS_MAX) return false;
    this.#apartMs = apartMs;
    this.#anchor = null;
    this.#sent.clear();
    return true;
  }
}
