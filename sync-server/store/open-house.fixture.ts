import { Booking } from '#shared/wire/booking.ts';
import { Seatmap } from '#shared/wire/catalog.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import type { Caller, Engine } from '../engine.ts';
import { type EngineOptions, openEngine } from '../open-engine.ts';
import { CINEMA, furnish, handClock, row, SHOW, silent, temporaryDirectory } from './house.fixture.ts';

/** Everything of a row's answer a test looks at. */
export type RowAnswer = {
  readonly id: string;
  readonly _deleted: boolean;
  readonly _refused?: { readonly code: string; readonly message: string } | undefined;
  readonly [field: string]: unknown;
};

/** A furnished cinema with a clock in the test's hand. */
export async function openHouse(more: Partial<EngineOptions> = {}) {
  const directory = temporaryDirectory();
  const clock = handClock();
  const options: EngineOptions = { file: directory.file('server.sqlite'), log: silent, clock, ...more };
  let engine: Engine = await openEngine(options);
  await furnish(engine);
  return {
    clock,
    options,
    get engine(): Engine {
      return engine;
    },
    async reopen(again: Partial<EngineOptions> = {}): Promise<void> {
      await engine.close();
      engine = await openEngine({ ...options, ...again });
    },
    async push(who: Caller, ...documents: readonly unknown[]): Promise<RowAnswer[]> {
      return engine.push(who, 'bookings', documents.map(row));
    },
    /** Pushes one booking and answers with what is stored of it then. */
    async sell(who: Caller, document: { readonly id: string }): Promise<Booking> {
      await engine.push(who, 'bookings', [row(document)]);
      const stored = (await engine.list(CINEMA, 'bookings')).find(({ id }) => id === document.id);
      return Booking.parse(stored);
    },
    bookings: () => engine.list(CINEMA, 'bookings'),
    async seats(showId: ShowId = SHOW) {
      const map = (await engine.list(CINEMA, 'seatmaps')).find(({ id }) => id === showId);
      return Seatmap.parse(map).seats;
    },
    async close(): Promise<void> {
      await engine.close();
      directory.remove();
    },
  };
}

export type OpenHouse = Awaited<ReturnType<typeof openHouse>>;
