import { BehaviorSubject } from 'rxjs';
import { z } from 'zod';
import type { Booking } from '#shared/wire/booking.ts';
import { BookingId } from '#shared/wire/scalars.ts';
import type { LocalDocuments } from './shelf.ts';
import { Turns } from './turns.ts';
import type { OfflineSale } from './types.ts';

/** Far more than one till sells before somebody looks; the oldest accepted ones make room. */
export const OFFLINE_SALES_MAX = 1_000;
const LOCAL_ID = 'offline-sales';

const Stored = z.object({
  sales: z
    .array(z.object({ bookingId: BookingId, outcome: z.enum(['open', 'accepted', 'conflicted']) }))
    .max(OFFLINE_SALES_MAX),
});

/** What the server's own state of a booking says of a sale made without it. */
function outcomeOf({ status }: Booking): OfflineSale['outcome'] {
  if (status === 'conflicted') return 'conflicted';
  return status === 'confirmed' || status === 'cancelled' ? 'accepted' : 'open';
}

/**
 * Sales this till made without the server's word, and what became of them, until somebody has read it. The sales
 * themselves are bookings like any other: this list only remembers which of them to tell about.
 */
export class OfflineSales {
  readonly sales$: BehaviorSubject<readonly OfflineSale[]>;
  readonly #local: LocalDocuments;
  readonly #turns = new Turns();

  private constructor(local: LocalDocuments, sales: readonly OfflineSale[]) {
    this.#local = local;
    this.sales$ = new BehaviorSubject(sales);
  }

  static async open(local: LocalDocuments): Promise<OfflineSales> {
    const stored = Stored.safeParse((await local.getLocal(LOCAL_ID))?.toJSON().data);
    return new OfflineSales(local, stored.success ? stored.data.sales : []);
  }

  /** Resolves when it is on disk. */
  made(bookingId: BookingId): Promise<void> {
    return this.#change((sales) => [
      ...sales.filter((sale) => sale.bookingId !== bookingId),
      { bookingId, outcome: 'open' },
    ]);
  }

  /** Bookings as the server has them now. */
  heard(bookings: readonly Booking[]): void {
    const said = new Map(bookings.map((booking) => [booking.id, outcomeOf(booking)]));
    const isNews = this.sales$.value.some(
      ({ bookingId, outcome }) => said.get(bookingId) !== undefined && said.get(bookingId) !== outcome,
    );
    if (!isNews) return;
    const change = this.#change((sales) =>
      sales.map((sale) => ({ ...sale, outcome: said.get(sale.bookingId) ?? sale.outcome })),
    );
    // Nothing rests on it: the bookings say the same.
    change.catch((problem: unknown) => console.error(problem));
  }

  /** Somebody has read it: what is settled is told no more. */
  acknowledge(): Promise<void> {
    return this.#change((sales) => sales.filter(({ outcome }) => outcome === 'open'));
  }

  #change(change: (sales: readonly OfflineSale[]) => readonly OfflineSale[]): Promise<void> {
    return this.#turns.take(async () => {
      const sales = change(this.sales$.value).slice(-OFFLINE_SALES_MAX);
      await this.#local.upsertLocal(LOCAL_ID, { sales: [...sales] });
      this.sales$.next(sales);
    });
  }
}
