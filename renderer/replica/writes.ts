import { stripBookkeeping } from '#shared/domain/booking/parse.ts';
import { sameJson } from '#shared/domain/equal.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { CollectionName } from '#shared/wire/collections.ts';
import type { Database } from './database.ts';
import { SCHEMAS } from './schema.ts';
import type { Replica } from './types.ts';

type Writes = Pick<Replica, 'insertBooking' | 'updateBooking' | 'keepJournalEntry' | 'saveShift'>;

/** Everything a kiosk writes. Documents are checked here too: what breaks the schema never gets as far as the disk. */
export function writesOf(
  { collections }: Database,
  written: (collection: CollectionName, id: string) => void,
  /** Told of every booking that is written; `stored` resolves when it is on disk. */
  writing: (booking: Booking, stored: Promise<unknown>) => void,
): Writes {
  const { bookings, journal, shifts } = collections;
  return {
    insertBooking: async (booking) => {
      const document = SCHEMAS.bookings.parse(booking);
      written('bookings', document.id);
      const stored = bookings.insert(document);
      // The server hears of it while the disk does.
      writing(document, stored);
      await stored;
    },
    updateBooking: async (id, change) => {
      const found = await bookings.findOne(id).exec();
      if (found === null) return null;
      const before = found.toMutableJSON();
      // Tried here first: RxDB writes the document anew even when a change throws, and a change that changes nothing
      // would be pushed.
      if (sameJson(changed(before, change), before)) return before;
      written('bookings', id);
      const after = await found.incrementalModify((current) => changed(current, change));
      const booking = after.toMutableJSON();
      writing(booking, Promise.resolve());
      return booking;
    },
    keepJournalEntry: async (entry) => {
      const document = SCHEMAS.journal.parse(entry);
      if ((await journal.findOne(entry.id).exec()) !== null) return;
      written('journal', entry.id);
      await journal.insertIfNotExists(document);
    },
    saveShift: async (shift) => {
      written('shifts', shift.id);
      await shifts.incrementalUpsert(SCHEMAS.shifts.parse(shift));
    },
  };
}

/** Applies a change to what RxDB hands over, which carries RxDB's own bookkeeping beside the document. */
function changed(current: unknown, change: (booking: Booking) => Booking): Booking {
  return SCHEMAS.bookings.parse(change(SCHEMAS.bookings.parse(stripBookkeeping(current))));
}
