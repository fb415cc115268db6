import type { Booking } from '#shared/wire/booking.ts';
import type { Seatmap } from '#shared/wire/catalog.ts';
import { createAsk } from './ask.ts';
import { awaitsShows } from './awaits-shows.ts';
import { Backlog } from './backlog.ts';
import type { Database, OwnStore } from './database.ts';
import { entrustedSeats, offlineSalesOf, recallOutcomes } from './entrusted.ts';
import { Epochs } from './epochs.ts';
import { Faults } from './faults.ts';
import type { Watcher } from './generation.ts';
import type { GivenBackStore } from './given-back.ts';
import { askHealth, watchClock } from './health.ts';
import { Link } from './link.ts';
import { Maps } from './maps.ts';
import type { OfflineSales } from './offline-sales.ts';
import { queriesOf } from './queries.ts';
import type { Refused } from './refused.ts';
import { Rulings } from './rulings.ts';
import { ServerClock } from './server-clock.ts';
import { StaleRetries } from './stale-retry.ts';
import { keepStream } from './stream.ts';
import type { EnrolledIdentity, Replica } from './types.ts';
import { createWire } from './wire.ts';
import { writesOf } from './writes.ts';

/** Everything is pulled again this often, in case a poke got lost (TRAPS T6). */
const RESYNC_MS = 20_000;

type Opened = {
  readonly identity: EnrolledIdentity;
  readonly database: Database;
  readonly store: OwnStore;
  readonly refused: Refused;
  readonly given: GivenBackStore;
  readonly offlineSales: OfflineSales;
  readonly fetch: typeof fetch;
  /** The machine's clock as it is, without the floor that RxDB needs. */
  readonly wall: () => number;
  readonly monotonic: () => number;
  readonly random: () => number;
  /** Undoes the opening. */
  readonly close: () => Promise<void>;
};

/** A replica at work, with what only its opening may look into. */
export type Started = Pick<Opened, 'given' | 'offlineSales'> & {
  readonly replica: Replica;
  readonly epochs: Epochs;
};

/** Joins the parts of an opened replica and sets them to work. */
export function startReplica(o: Opened): Started {
  const { identity, database, store, refused, random } = o;
  const closed = new AbortController();
  const serverClock = new ServerClock(o.monotonic, o.wall);
  const nowMs = () => serverClock.now() ?? o.wall();
  const rulings = new Rulings(identity.deviceId);
  const faults = new Faults();
  const { link, backlog, lost } = createLink(nowMs);
  const wire = createWire({
    identity,
    replicaId: store.own.replicaId,
    fetch: o.fetch,
    answered: () => link.answered(),
    failed: () => link.failed(),
  });
  const unsent = (collection: string, id: string) => backlog.written(collection, id);
  const ask = createAsk(wire, link, faults, random);
  const writes = writesOf(database, unsent, (booking, stored) => {
    if (link.online && isWish(booking)) epochs.sendAhead(booking, stored);
  });
  const watcher = watcherOf({ ...o, serverClock, rulings, backlog, writes });
  const maps = new Maps(() => storedMaps(database));
  const epochs = new Epochs({
    database,
    maps,
    store,
    ask,
    faults,
    watcher,
    unsent,
    renewed: () => rulings.forget(),
  });
  const askClock = () => void askHealth(wire, serverClock, o.monotonic, closed.signal);

  epochs.start();
  watchClock(serverClock, askClock, closed.signal);
  const entrusted = entrustedSeats(o, wire, closed.signal);
  const resync = setInterval(() => {
    epochs.resync();
    if (link.online) entrusted.recalls.flush();
    if (link.online) void recallOutcomes(database, epochs, o.offlineSales);
  }, RESYNC_MS);
  const stream = keepStream({
    wire,
    link,
    random,
    signal: closed.signal,
    lost,
    connected: () => {
      askClock();
      entrusted.recalls.flush();
      epochs.resync();
    },
    tell: (event) => {
      if (event.kind === 'poke') epochs.resync(event.collection, event.lwt);
      else void entrusted.recalls.recalled(event);
    },
  });
  const queries = queriesOf(database, maps, identity.deviceId);
  const replica: Replica = {
    ...queries,
    ...writes,
    ...entrusted.replica,
    ...offlineSalesOf(o.offlineSales),
    journalReported: async () => (await epochs.unsent('journal'))?.length === 0,
    bookingsPulled: () => epochs.filled('bookings'),
    awaitsShows$: awaitsShows(queries.shows$, link.connection$, epochs.filled('shows')),
    identity,
    replicaId: store.own.replicaId,
    connection$: link.connection$,
    fault$: faults.fault$,
    refusals$: refused.refusals$,
    acknowledgeRefusal: (write) => refused.acknowledge(write),
    serverNow: () => serverClock.now(),
    nowMs,
    holdDeadline: (booking) => serverClock.holdDeadline(booking),
    ruling: (id, n, timeoutMs) => rulings.ruling(id, n, timeoutMs),
    setStaffToken: (token) => wire.setStaffToken(token),
    close: async () => {
      closed.abort(new Error('the replica is closed'));
      clearInterval(resync);
      await stream;
      await epochs.close();
      await o.close();
    },
  };
  return { replica, epochs, given: o.given, offlineSales: o.offlineSales };
}

/** Asks for seats and carries no money: money is on disk and in the journal before anybody hears of it. */
const isWish = ({ status, payments, refunds }: Booking): boolean =>
  (status === 'requested' || status === 'pending') && payments.length === 0 && refunds.length === 0;

async function storedMaps({ collections }: Database): Promise<Seatmap[]> {
  const stored = await collections.seatmaps.find().exec();
  return stored.map((document) => document.toMutableJSON());
}

/** The link, what waits for it, and the signal that ends a stream whose line was found dead by another request. */
function createLink(nowMs: () => number): { link: Link; backlog: Backlog; lost: () => AbortSignal } {
  let lost = new AbortController();
  const link: Link = new Link(
    nowMs,
    () => {
      backlog.lineLost();
      lost.abort(new Error('a request failed'));
      lost = new AbortController();
    },
    () => backlog.lineBack(),
  );
  const backlog: Backlog = new Backlog(link);
  return { link, backlog, lost: () => lost.signal };
}

function watcherOf(o: {
  readonly identity: EnrolledIdentity;
  readonly serverClock: ServerClock;
  readonly rulings: Rulings;
  readonly backlog: Backlog;
  readonly refused: Refused;
  readonly offlineSales: OfflineSales;
  readonly writes: Pick<Replica, 'updateBooking'>;
}): Watcher {
  const retries = new StaleRetries(o.identity.deviceId);
  return {
    leaving: (bookings) => {
      for (const booking of bookings) o.serverClock.sent(booking);
    },
    ruled: (rows) => {
      o.offlineSales.heard(rows.map(({ state }) => state));
      for (const { sent, state } of rows) {
        const again = retries.after(sent, state);
        if (again === null) o.rulings.hear(state);
        // A write that fails leaves the refusal standing, which the page shows like any other.
        else o.writes.updateBooking(sent.id, again).catch(() => o.rulings.hear(state));
      }
    },
    isOlder: (booking) => o.rulings.isOlder(booking),
    heard: (bookings) => {
      o.offlineSales.heard(bookings);
      for (const booking of bookings) if (!retries.isPassing(booking)) o.rulings.hear(booking);
    },
    answered: (collection, ids) => o.backlog.answered(collection, ids),
    refused: (write, edit) => {
      o.backlog.answered(write.collection, [write.id]);
      return o.refused.report(write, edit);
    },
  };
}
