import { sql } from 'kysely';
import type { BookingId, CinemaId } from '#shared/wire/scalars.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import { type Rounds, startRounds } from '../rounds/rounds.ts';
import type { Log } from '../store/log.ts';
import type { Store, Tx } from '../store/store.ts';

/** A booking and the entry of its money come by two roads; after this long the other one should have come, too. */
export const COMES_LATER_MS = 5 * 60_000;
const LOOK_EVERY_MS = 60_000;
/** How far back a fresh server looks: what was found before is in the list already. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1_000;
/** Far more than one commit accepts: a look that finds so many goes on where it ended. */
const FOUND_MAX = 5_000;

type Found = {
  readonly kind: 'payment' | 'refund';
  readonly id: string;
  readonly cinema_id: CinemaId;
  readonly booking_id: BookingId;
  readonly amount: number;
  readonly accepted_at_ms: number;
  readonly teller: string;
};

/** What journals tell of and no booking was accepted with. */
const unbooked = ({ cold }: Pick<Store, 'cold'>, fromMs: number, untilMs: number) =>
  sql<Found>`SELECT j.kind, j.id, j.cinema_id, j.booking_id, json_extract(j.body, '$.event.amount') AS amount,
    j.accepted_at_ms, 'the journal of ' || j.device_id AS teller FROM journal_money j
    WHERE j.accepted_at_ms >= ${fromMs} AND j.accepted_at_ms <= ${untilMs}
    AND NOT EXISTS (SELECT 1 FROM money m WHERE m.kind = j.kind AND m.id = j.id)
    ORDER BY j.accepted_at_ms LIMIT ${FOUND_MAX}`.execute(cold);

/** What bookings were accepted with since their device keeps a journal, and that journal does not tell of. */
const untold = ({ cold }: Pick<Store, 'cold'>, fromMs: number, untilMs: number) =>
  sql<Found>`SELECT m.kind, m.id, m.cinema_id, m.booking_id, m.amount, m.accepted_at_ms, 'the booking' AS teller
    FROM money m JOIN journal_heads h ON h.device_id = json_extract(m.body, '$.deviceId')
    JOIN documents d ON d.cinema_id = h.cinema_id AND d.collection = 'journal' AND d.id = h.device_id || '.1'
    WHERE m.accepted_at_ms >= ${fromMs} AND m.accepted_at_ms <= ${untilMs}
    AND m.at >= json_extract(d.body, '$.at')
    AND NOT EXISTS (SELECT 1 FROM journal_money j WHERE j.kind = m.kind AND j.id = m.id)
    ORDER BY m.accepted_at_ms LIMIT ${FOUND_MAX}`.execute(cold);

const open = async (tx: Tx, found: Found, nowMs: number): Promise<void> => {
  const { kind, id, cinema_id, booking_id: bookingId, amount, teller } = found;
  const detail = `only ${teller} knows of this ${kind}; the other may still come`;
  await tx.writeOpenItem(
    cinema_id,
    {
      kind: 'one-sided-money',
      bookingId,
      paymentId: id,
      amount: kind === 'refund' ? -amount : amount,
      detail,
    },
    nowMs,
  );
};

/** Items whose other side has come. */
const settle = ({ cold }: Tx, nowMs: number) =>
  sql`UPDATE open_items SET settled_at_ms = ${nowMs}
    WHERE kind = 'one-sided-money' AND settled_at_ms IS NULL
    AND EXISTS (SELECT 1 FROM money m WHERE m.kind IN ('payment', 'refund') AND m.id = payment_id)
    AND EXISTS (SELECT 1 FROM journal_money j WHERE j.kind IN ('payment', 'refund') AND j.id = payment_id)`.execute(
    cold,
  );

/**
 * Compares the money of bookings with that of journals as both arrive: what only one side knows for longer than a few
 * minutes becomes an open item, and is settled when the other side comes. It counts all the while.
 */
export function watchMoney(of: {
  readonly store: Store;
  readonly commits: GroupCommit;
  readonly now: () => number;
  readonly log: Log;
}): Rounds<number> {
  const { store, commits, now, log } = of;
  let [bookedMs, toldMs] = [now() - LOOK_BACK_MS, now() - LOOK_BACK_MS];
  return startRounds({
    everyMs: LOOK_EVERY_MS,
    log,
    failed: 'Bookings and journals could not be compared',
    round: async () => {
      const untilMs = now() - COMES_LATER_MS;
      const { rows: inJournals } = await unbooked(store, toldMs, untilMs);
      const { rows: inBookings } = await untold(store, bookedMs, untilMs);
      const found = [...inJournals, ...inBookings];
      await commits.run(found.length + 1, async (tx) => {
        for (const one of found) await open(tx, one, now());
        await settle(tx, now());
      });
      toldMs = nextFrom(inJournals, untilMs);
      bookedMs = nextFrom(inBookings, untilMs);
      return found.length;
    },
  });
}

const nextFrom = (found: readonly Found[], untilMs: number): number =>
  found.length < FOUND_MAX ? untilMs + 1 : (found.at(-1)?.accepted_at_ms ?? untilMs);
