import type { OwnBooking } from '#shared/domain/booking/case.ts';
import { invariant } from '#shared/domain/invariant.ts';
import { openShow } from '#shared/domain/restore/opening.ts';
import type { OpenAnswer } from '#shared/wire/admin.ts';
import type { BookingId, CinemaId, DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { endTrustAtOpening, silentDevices } from '../allotments/at-opening.ts';
import { SeatMoved } from '../arbiter/apply-verdict.ts';
import type { Catalogue } from '../arbiter/catalogue.ts';
import type { Tx } from '../store/store.ts';
import { CLOSED_SINCE } from './state.ts';

type ReportedShow = {
  readonly cinemaId: CinemaId;
  readonly showId: ShowId;
  readonly reported: Set<BookingId>;
};

async function reportedShows(tx: Tx): Promise<ReportedShow[]> {
  const shows = new Map<string, ReportedShow>();
  for (const row of await tx.cold.selectFrom('reported').selectAll().orderBy('booking_id').execute()) {
    const key = `${row.cinema_id}/${row.show_id}`;
    const show = shows.get(key) ?? {
      cinemaId: row.cinema_id,
      showId: row.show_id,
      reported: new Set<BookingId>(),
    };
    show.reported.add(row.booking_id);
    shows.set(key, show);
  }
  return [...shows.values()];
}

async function bookingsOf(tx: Tx, { cinemaId, showId }: ReportedShow): Promise<OwnBooking[]> {
  const rows = await tx.cold
    .selectFrom('bookings')
    .select('id')
    .where('cinema_id', '=', cinemaId)
    .where('show_id', '=', showId)
    .execute();
  const bookings: OwnBooking[] = [];
  for (const { id } of rows) {
    const own = await tx.booking(id);
    if (own !== null) bookings.push(own);
  }
  return bookings;
}

type Counts = { conflicted: number; rejected: number };

async function openOne(
  tx: Tx,
  catalogue: Catalogue,
  show: ReportedShow,
  silent: ReadonlySet<DeviceId>,
  nowMs: number,
): Promise<Counts> {
  const { cinemaId, showId, reported } = show;
  const bookings = await bookingsOf(tx, show);
  const facts = await catalogue.facts(tx, cinemaId, showId);
  const known = new Set<SeatId>(facts?.screen.seats.map(({ id }) => id));
  const wanted = new Set([
    ...known,
    ...bookings.flatMap((own) => own.booking.seats.map((one) => one.seatId)),
  ]);
  const opening = openShow({
    showId,
    bookings,
    reported,
    seats: await tx.seats(cinemaId, showId, [...wanted]),
    allotted: await tx.allotted(cinemaId, showId, [...wanted]),
    silent,
    exists: (seatId) => known.has(seatId),
    nowMs,
  });
  const counts: Counts = { conflicted: 0, rejected: 0 };
  for (const change of opening.seats) {
    if (!(await tx.swapSeat(cinemaId, change))) throw new SeatMoved(change);
  }
  const before = new Map(bookings.map((own) => [own.booking.id, own.booking.status]));
  for (const own of opening.bookings) {
    const { id, status } = own.booking;
    await tx.writeBooking(own);
    if (status === before.get(id)) continue;
    if (status === 'rejected') counts.rejected += 1;
    if (status !== 'conflicted') continue;
    counts.conflicted += 1;
    await tx.writeNotification(cinemaId, id, 'conflicted', nowMs);
  }
  for (const item of opening.openItems) await tx.writeOpenItem(cinemaId, item, nowMs);
  return counts;
}

/** Opens every show of which something was reported, and the server with them: all of it in the caller's unit, or nothing. */
export async function openAll(tx: Tx, catalogue: Catalogue, nowMs: number): Promise<OpenAnswer> {
  const shows = await reportedShows(tx);
  const total: Counts = { conflicted: 0, rejected: 0 };
  const silent = await silentDevices(tx);
  const silentIds = new Set(silent.map(({ device_id }) => device_id));
  for (const show of shows) {
    const { conflicted, rejected } = await openOne(tx, catalogue, show, silentIds, nowMs);
    total.conflicted += conflicted;
    total.rejected += rejected;
  }
  await endTrustAtOpening(tx, silent, nowMs);
  const mark = await tx.cold.deleteFrom('meta').where('key', '=', CLOSED_SINCE).executeTakeFirstOrThrow();
  invariant(mark.numDeletedRows === 1n, 'only a closed server opens');
  await tx.cold.deleteFrom('awaited').execute();
  await tx.cold.deleteFrom('reported').execute();
  return { closed: false, reported: shows.reduce((sum, show) => sum + show.reported.size, 0), ...total };
}
