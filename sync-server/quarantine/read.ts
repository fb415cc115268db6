import { z } from 'zod';
import type {
  OpenItemEntry,
  OpenItemPage,
  OpenItemQuery,
  QuarantinePage,
  QuarantineQuery,
} from '#shared/wire/admin.ts';
import { type CinemaId, instant } from '#shared/wire/scalars.ts';
import type { Store } from '../store/store.ts';

/** One page of what was kept unjudged at a cinema, oldest first. */
export async function readQuarantine(
  { cold }: Pick<Store, 'cold'>,
  cinemaId: CinemaId,
  { after, limit }: QuarantineQuery,
): Promise<QuarantinePage> {
  const rows = await cold
    .selectFrom('quarantine')
    .selectAll()
    .where('cinema_id', '=', cinemaId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      at: instant(row.kept_at_ms),
      deviceId: row.device_id,
      collection: row.collection,
      version: row.version,
      rowId: row.row_id,
      reason: row.reason,
      row: row.body,
    })),
    next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  };
}

/** Where a page of open items ended: its last item's place in their order. */
const Place = z.tuple([z.int(), z.string(), z.string(), z.string()]);
type Place = z.infer<typeof Place>;
const FIRST: Place = [-1, '', '', ''];

const written = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place a `next` names; null when it is none of ours. */
function placeOf(after: string): Place | null {
  if (after === '') return FIRST;
  try {
    const place = Place.safeParse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    return place.success ? place.data : null;
  } catch {
    return null;
  }
}

/** One page of a cinema's open items, settled ones included, oldest first; null when `after` is no place in the list. */
export async function readOpenItems(
  { cold }: Pick<Store, 'cold'>,
  cinemaId: CinemaId,
  { after, limit }: OpenItemQuery,
): Promise<OpenItemPage | null> {
  const place = placeOf(after);
  if (place === null) return null;
  const [openedMs, kind, bookingId, paymentId] = place;
  const rows = await cold
    .selectFrom('open_items')
    .selectAll()
    .where('cinema_id', '=', cinemaId)
    .where((item) =>
      item.eb(
        item.refTuple('opened_at_ms', 'kind', 'booking_id', 'payment_id'),
        '>',
        item.tuple(openedMs, kind, bookingId, paymentId),
      ),
    )
    .orderBy('opened_at_ms')
    .orderBy('kind')
    .orderBy('booking_id')
    .orderBy('payment_id')
    .limit(limit)
    .execute();
  const last = rows.at(-1);
  return {
    items: rows.map(
      (row): OpenItemEntry => ({
        kind: row.kind,
        bookingId: row.booking_id,
        paymentId: row.payment_id === '' ? null : row.payment_id,
        amount: row.amount,
        detail: row.detail,
        openedAt: instant(row.opened_at_ms),
        settledAt: row.settled_at_ms === null ? null : instant(row.settled_at_ms),
      }),
    ),
    next:
      last === undefined || rows.length < limit
        ? null
        : written([last.opened_at_ms, last.kind, last.booking_id, last.payment_id]),
  };
}
