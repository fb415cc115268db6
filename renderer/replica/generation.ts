import type { Doc, PushedCollection } from '#shared/wire/collections.ts';
import type { Database } from './database.ts';
import type { Maps } from './maps.ts';
import type { Push } from './push.ts';
import type { Judged } from './push-send.ts';
import { type Running, replicatePulled, replicatePushed, type Shared } from './replicate.ts';
import { replicateMaps } from './replicate-maps.ts';
import type { RefusedWrite } from './types.ts';

/** What the replica wants to hear of its replications. */
export type Watcher = {
  /** Bookings are about to leave for the server. */
  readonly leaving: (bookings: readonly Doc<'bookings'>[]) => void;
  /** The server has ruled on pushed bookings. */
  readonly ruled: (rows: readonly Judged<'bookings'>[]) => void;
  /** Whether the server has answered something newer than this state of a booking already. */
  readonly isOlder: (booking: Doc<'bookings'>) => boolean;
  /** Bookings came from the server. */
  readonly heard: (bookings: readonly Doc<'bookings'>[]) => void;
  readonly answered: (collection: PushedCollection, ids: readonly string[]) => void;
  readonly refused: (write: RefusedWrite, edit: Doc<'bookings'>['edit']) => Promise<void>;
};

const captured = (booking: Doc<'bookings'>): string[] =>
  booking.payments.flatMap((payment) => (payment.status === 'success' ? [payment.id] : []));

/** Whether a booking carries captured money that the server's state of it (null: none) does not know. */
export function holdsMoney(sent: Doc<'bookings'>, state: Doc<'bookings'> | null): boolean {
  const known = new Set(state === null ? [] : captured(state));
  return captured(sent).some((id) => !known.has(id));
}

/** Every collection's replication, and the way for bookings to leave ahead of theirs. */
export type Generation = {
  readonly running: readonly Running[];
  readonly ahead: Push<'bookings'>['ahead'];
};

/** Begins the replication of every collection. */
export function startGeneration(
  database: Database,
  maps: Maps,
  shared: Shared,
  watcher: Watcher,
): Generation {
  const { collections } = database;
  const till = <Name extends PushedCollection>(name: Name) => ({
    leaving: () => {},
    judged: (rows: readonly Judged<Name>[]) =>
      watcher.answered(
        name,
        rows.map((row) => row.sent.id),
      ),
    refused: (write: RefusedWrite) => watcher.refused(write, undefined),
    // What a till records of itself stays here even when the server will not have it.
    holdsMoney: (_sent: Doc<Name>, state: Doc<Name> | null) => state === null,
  });
  // What a page needs before it can show anything; past bookings are many, and nobody waits for them.
  const catalogue = [
    replicatePulled(shared, { name: 'cinemas', collection: collections.cinemas }),
    replicatePulled(shared, { name: 'screens', collection: collections.screens }),
    replicatePulled(shared, { name: 'movies', collection: collections.movies }),
    replicatePulled(shared, { name: 'shows', collection: collections.shows }),
    replicatePulled(shared, { name: 'tariffs', collection: collections.tariffs }),
    replicateMaps(shared, { collection: collections.seatmaps, maps }),
  ];
  const bookings = replicatePushed(shared, {
    name: 'bookings',
    collection: collections.bookings,
    after: catalogue,
    isOlder: watcher.isOlder,
    pulled: watcher.heard,
    leaving: watcher.leaving,
    judged: (rows) => {
      watcher.answered(
        'bookings',
        rows.map((row) => row.sent.id),
      );
      watcher.ruled(rows);
    },
    refused: (write, sent) => watcher.refused(write, sent.edit),
    holdsMoney,
  });
  const running = [
    ...catalogue,
    bookings,
    replicatePushed(shared, { name: 'shifts', collection: collections.shifts, ...till('shifts') }),
    replicatePushed(shared, { name: 'journal', collection: collections.journal, ...till('journal') }),
    replicatePushed(shared, {
      name: 'admissions',
      collection: collections.admissions,
      ...till('admissions'),
    }),
    replicatePulled(shared, { name: 'allotments', collection: collections.allotments, after: catalogue }),
  ];
  return { running, ahead: bookings.ahead };
}

/** Forgets what only the server writes: it is pulled again under another epoch. */
export async function dropPulled(database: Database): Promise<void> {
  const { cinemas, screens, movies, shows, tariffs, seatmaps, allotments } = database.collections;
  await Promise.all([
    cinemas.find().remove(),
    screens.find().remove(),
    movies.find().remove(),
    shows.find().remove(),
    tariffs.find().remove(),
    seatmaps.find().remove(),
    allotments.find().remove(),
  ]);
}
