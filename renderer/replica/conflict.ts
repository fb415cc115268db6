import type { RxConflictHandler } from 'rxdb';
import { mergeFromServer } from '#shared/domain/booking/merge.ts';
import { sameJson } from '#shared/domain/equal.ts';
import { withFloat } from '#shared/domain/shift/life.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { CollectionName, Doc } from '#shared/wire/collections.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';

/** A till's own moves of cash are facts, and a shift that was closed here stays closed. */
export function mergeShift(server: Shift, local: Shift): Shift {
  const known = new Set(server.moves.map((move) => move.id));
  const moves = [...server.moves, ...local.moves.filter((move) => !known.has(move.id))];
  const base = local.status === 'closed' && server.status === 'open' ? { ...local, rev: server.rev } : server;
  return withFloat({ ...base, moves });
}

/**
 * Deep equality decides whether a local write needs pushing (comparing only revisions would keep sales at home in
 * silence), and a conflict ends in the server's document plus what only this till can know, which is pushed again
 * when the two differ (TRAPS T5).
 */
function handler<T>(merge: (server: T, local: T) => T): RxConflictHandler<T> {
  return {
    isEqual: (a, b) => sameJson(a, b),
    resolve: ({ realMasterState, newDocumentState }) =>
      Promise.resolve(
        realMasterState._deleted
          ? realMasterState
          : { ...merge(realMasterState, newDocumentState), _deleted: false },
      ),
  };
}

const serverWins = <T>(server: T): T => server;

/** `isRefused`: whether the server would not take just this edit, so that what the kiosk wanted with it is over. */
export function conflictHandlers(
  me: DeviceId,
  isRefused: (local: Booking) => boolean,
): {
  readonly [Name in CollectionName]: RxConflictHandler<Doc<Name>>;
} {
  return {
    bookings: handler((server, local) => (isRefused(local) ? server : mergeFromServer(server, local, me))),
    shifts: handler(mergeShift),
    journal: handler(serverWins),
    admissions: handler(serverWins),
    cinemas: handler(serverWins),
    screens: handler(serverWins),
    movies: handler(serverWins),
    shows: handler(serverWins),
    tariffs: handler(serverWins),
    seatmaps: handler(serverWins),
    allotments: handler(serverWins),
  };
}
