import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { filter, firstValueFrom, timeout } from 'rxjs';
import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { type OpenOptions, openReplica } from '../open.ts';
import type { Replica } from '../types.ts';
import type { FakeServer } from './fake-server.ts';
import { identityOf } from './house.ts';
import { FakeLine } from './line.ts';

let databases = 0;

/** A storage that lasts as long as the test: what is closed under a name is there again under it. */
export const inMemory = getRxStorageMemory;

export type Till = { readonly replica: Replica; readonly line: FakeLine };

/** Opens till `n` against the server, on a database of its own in memory. */
export async function openTill(
  server: FakeServer,
  n: number,
  options: Partial<OpenOptions> = {},
): Promise<Till> {
  const line = new FakeLine(server, n);
  databases += 1;
  const replica = await openReplica({
    identity: identityOf(n),
    databaseName: `test-${databases}`,
    storage: inMemory(),
    locks: null,
    fetch: line.fetch,
    clock: { now: () => Date.now() },
    ...options,
  });
  return { replica, line };
}

/** Resolves with the booking as soon as it is as wanted; fails after five seconds. */
export function untilBooking(
  { replica }: Till,
  id: BookingId,
  wanted: (booking: Booking) => boolean,
): Promise<Booking> {
  const found$ = replica.booking$(id).pipe(
    filter((booking): booking is Booking => booking !== null && wanted(booking)),
    timeout({ first: 5_000 }),
  );
  return firstValueFrom(found$);
}

/** Waits until `check` is true, looking every few milliseconds; fails after `ms`. */
export async function until(check: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function untilOnline({ replica }: Till): Promise<void> {
  await firstValueFrom(
    replica.connection$.pipe(
      filter(({ kind }) => kind === 'online'),
      timeout({ first: 5_000 }),
    ),
  );
}
