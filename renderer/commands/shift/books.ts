import { calendarOf } from '#shared/domain/reports/calendar.ts';
import { type ShiftBooks, shiftFigures } from '#shared/domain/shift/figures.ts';
import { type ZReport, zReport } from '#shared/domain/shift/z.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { ShiftFigures } from '#shared/wire/shift.ts';
import type { JournalEntry, Shift } from '#shared/wire/till.ts';
import type { CommandContext } from '../context.ts';
import { catchUpJournal } from '../journal.ts';

/** More than a till writes in the few days its replica keeps. */
const ENTRIES_MAX = 20_000;

type House = Pick<Cinema, 'zone' | 'businessDayEndsAt'>;

/** A shift's figures as they are known now: its X. */
export async function shiftFiguresNow(
  ctx: CommandContext,
  shift: Shift,
  house: House,
): Promise<ShiftFigures> {
  await catchUpJournal(ctx);
  const books = await booksOf(ctx, shift, house);
  return shiftFigures((await ctx.replica.get('shifts', shift.id)) ?? shift, books);
}

/** The Z of a closed shift of this till; null: the entry that closed it is not here. */
export async function zOf(ctx: CommandContext, shift: Shift, house: House): Promise<ZReport | null> {
  const books = await booksOf(ctx, shift, house);
  const isWhole = books.bookings.length === bookingsIn(books.entries, shift).size;
  // Where bookings have been left behind, or the server has not heard all, nothing new can be said of it.
  const canTell = isWhole && (await ctx.replica.journalReported());
  return zReport(shift, books.entries, canTell ? books : null);
}

async function booksOf({ replica }: CommandContext, shift: Shift, house: House): Promise<ShiftBooks> {
  const entries = await replica.recentJournal(ENTRIES_MAX);
  const named = await Promise.all([...bookingsIn(entries, shift)].map((id) => replica.get('bookings', id)));
  const bookings = named.filter((booking): booking is Booking => booking !== null);
  return { bookings, entries, calendar: calendarOf(house, []) };
}

const bookingsIn = (entries: readonly JournalEntry[], { id }: Shift) =>
  new Set(
    entries.flatMap(({ event, shiftId }) =>
      shiftId === id && (event.kind === 'payment' || event.kind === 'refund') ? [event.bookingId] : [],
    ),
  );
