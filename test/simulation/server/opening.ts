import type { AllotmentId, BookingId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { isSeat, SEATS } from '../world/house.ts';
import type { World } from '../world/world.ts';
import { noticeOf, type Tables } from './tables.ts';
import { revokeAll } from './trust.ts';
import { endTrust, rowsOf, writeBooking, writeOpenItem, writeSeats } from './unit.ts';

/** Opens every show of which something was reported, and the server with them. */
export function openAll(world: World, tables: Tables, nowMs: number): void {
  const shows = new Map<ShowId, Set<BookingId>>();
  for (const id of tables.reported) {
    const showId = tables.bookings.get(id)?.booking.showId;
    if (showId === undefined) continue;
    shows.set(showId, (shows.get(showId) ?? new Set()).add(id));
  }
  for (const [showId, reported] of shows) {
    const opening = world.rules.openShow({
      showId,
      bookings: [...tables.bookings.values()].filter((own) => own.booking.showId === showId),
      reported,
      seats: rowsOf(tables, showId, SEATS),
      allotted: tables.allotted.get(showId) ?? new Map(),
      silent: tables.awaited,
      exists: isSeat,
      nowMs,
    });
    writeSeats(world, tables, opening.seats);
    for (const own of opening.bookings) {
      const { id, status } = own.booking;
      const isNews = status === 'conflicted' && tables.bookings.get(id)?.booking.status !== status;
      if (isNews) tables.outbox.add(noticeOf(id, status));
      writeBooking(world, tables, own);
    }
    for (const item of opening.openItems) writeOpenItem(tables, item);
  }
  if (world.rules.manners.revokesAtOpening)
    for (const deviceId of tables.awaited) revokeAll(world, tables, deviceId, nowMs);
  for (const [allotmentId, seatIds] of lostToOthers(tables))
    endTrust(world, tables, allotmentId, seatIds, nowMs);
  tables.closed = false;
  tables.awaited.clear();
  tables.reported.clear();
}

/** Entrusted seats that another device has. */
function lostToOthers(tables: Tables): Map<AllotmentId, SeatId[]> {
  const lost = new Map<AllotmentId, SeatId[]>();
  for (const [showId, trusted] of tables.allotted) {
    for (const [seatId, one] of trusted) {
      const has = tables.seats.get(showId)?.get(seatId)?.deviceId;
      if (has === undefined || has === one.deviceId) continue;
      lost.set(one.allotmentId, [...(lost.get(one.allotmentId) ?? []), seatId]);
    }
  }
  return lost;
}
