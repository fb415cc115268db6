import { bestAvailable } from '#shared/domain/seating/best.ts';
import type { Screen, Show } from '#shared/wire/catalog.ts';
import { chanceFrom } from '#sync-server/programme/chance.ts';
import type { Claim } from '../holds/jobs.ts';
import type { Side } from './side.ts';

const SEED = 20_261_124;
/** Of a hundred parties, how many are of one, two … six people. */
const PARTIES = [12, 50, 14, 15, 5, 4] as const;

function partyAt(draw: number): number {
  let left = draw * 100;
  for (const [at, share] of PARTIES.entries()) {
    left -= share;
    if (left < 0) return at + 1;
  }
  return 1;
}

/**
 * What kiosks ask for: a party comes to one of them for one of the shows and is offered what the pages offer, the best
 * seats by that kiosk's picture, its own entrusted seats first where they are as good. The picture is as the server had
 * it when the wishes are made, and follows the wishes made since; what is entrusted meanwhile it does not know.
 * Parties come to both sides in the same order.
 */
export function wishesOf(side: Side, shows: readonly Show[]): (count: number) => Promise<Claim[]> {
  const chance = chanceFrom(SEED);
  const rooms = new Map(side.house.programme.screens.map((room) => [room.id, room]));
  return async (count) => {
    const taken = await side.taken();
    const leases = (await side.allotments()).map((allotments) => {
      const own = new Map<string, Map<string, { allotmentId: string; epoch: number }>>();
      for (const { id, epoch, showId, seatIds } of allotments) {
        const seats = own.get(showId) ?? new Map();
        for (const seatId of seatIds) seats.set(seatId, { allotmentId: id, epoch });
        own.set(showId, seats);
      }
      return own;
    });
    const claims: Claim[] = [];
    while (claims.length < count) {
      const by = Math.floor(chance.next() * side.kiosks);
      const show = shows[Math.floor(chance.next() * shows.length)];
      const size = partyAt(chance.next());
      const screen = show === undefined ? undefined : rooms.get(show.screenId);
      if (show === undefined || screen === undefined) throw new Error('a show plays nowhere');
      const gone = taken.get(show.id) ?? new Set<string>();
      taken.set(show.id, gone);
      const seatIds = offered(screen, size, gone, leases[by]?.get(show.id));
      for (const seatId of seatIds) gone.add(seatId);
      claims.push({ by, showId: show.id, seatIds, leases: leasesAmong(seatIds, leases[by]?.get(show.id)) });
    }
    return claims;
  };
}

type Leases = ReadonlyMap<string, { allotmentId: string; epoch: number }>;

function offered(screen: Screen, size: number, gone: ReadonlySet<string>, own?: Leases): string[] {
  const found = bestAvailable({
    screen,
    isFree: (seatId) => !gone.has(seatId),
    party: { size },
    keepAccessibleFree: true,
    elsewhere: (seatId) => own?.has(seatId) !== true,
  });
  if (found === null) throw new Error('a show of this bench is sold out');
  return found.seatIds;
}

const leasesAmong = (seatIds: readonly string[], own?: Leases): NonNullable<Claim['leases']> =>
  Object.fromEntries(
    seatIds.flatMap((seatId) => {
      const lease = own?.get(seatId);
      return lease === undefined ? [] : [[seatId, lease]];
    }),
  );
