import { invariant } from '#shared/domain/invariant.ts';
import type { CinemaId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Catalogue } from './catalogue.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * Takes untouched seats of a show out of sale. Seats that anybody has ever held, or is entrusted with, keep their
 * state, so that asking twice is harmless. Throws when the show or a seat of its screen is unknown.
 */
export async function blockSeats(
  commits: GroupCommit,
  catalogue: Catalogue,
  cinemaId: CinemaId,
  showId: ShowId,
  seats: readonly { readonly seatId: SeatId; readonly reason: string }[],
): Promise<void> {
  await commits.run(seats.length, async (tx) => {
    const facts = await catalogue.facts(tx, cinemaId, showId);
    invariant(facts !== null, `cinema ${cinemaId} has no show ${showId}`);
    const known = new Set(facts.screen.seats.map((seat) => seat.id));
    const entrusted = await tx.allotted(
      cinemaId,
      showId,
      seats.map(({ seatId }) => seatId),
    );
    for (const { seatId, reason } of seats) {
      invariant(known.has(seatId), `screen ${facts.screen.id} has no seat ${seatId}`);
      if (entrusted.has(seatId)) continue;
      const change = {
        showId,
        seatId,
        revSeen: 0,
        status: 'blocked',
        bookingId: null,
        deviceId: null,
      } as const;
      await tx.swapSeat(cinemaId, { ...change, reason });
    }
  });
}
