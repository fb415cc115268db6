import type Database from 'better-sqlite3';
import { COLLECTION_NAMES, type CollectionName } from '#shared/wire/collections.ts';
import type { BookingId, CinemaId } from '#shared/wire/scalars.ts';
import type { EndedHold, Page, PageQuery } from '../store.ts';
import { decodeDocument } from './decode.ts';
import { type SeatmapHead, seatmapBuilder } from './seatmaps.ts';

type PageKey = [
  cinemaId: string,
  afterSeq: number,
  sinceMs: number,
  anyDevice: 0 | 1,
  deviceId: string | null,
  limit: number,
];
type BodyRow = { readonly seq: number; readonly body: string };

/** A booking leaves the replicas with its show, unless somebody still has to deal with it. */
const BOOKINGS_PAGE = `SELECT b.seq, b.body FROM bookings b
  LEFT JOIN documents s ON s.cinema_id = b.cinema_id AND s.collection = 'shows' AND s.id = b.show_id
  WHERE b.cinema_id = ? AND b.seq > ?
    AND (s.relevant_ms >= ? OR b.status IN ('requested', 'pending', 'paying', 'conflicted'))
    AND (? = 1 OR b.device_id = ?)
  ORDER BY b.seq LIMIT ?`;

const documentsPage = (collection: CollectionName, columns: string): string =>
  `SELECT ${columns} FROM documents WHERE cinema_id = ? AND collection = '${collection}' AND seq > ?
   AND (relevant_ms IS NULL OR relevant_ms >= ?) AND (? = 1 OR device_id = ?) ORDER BY seq LIMIT ?`;

/** Pages of every collection. Filters stand before the LIMIT, so that a page is full or final. */
function preparePages(db: Database.Database, maps: ReturnType<typeof seatmapBuilder>) {
  const kept = new Map(
    COLLECTION_NAMES.map((name) => {
      const sql = name === 'bookings' ? BOOKINGS_PAGE : documentsPage(name, 'seq, body');
      return [name, db.prepare<PageKey, BodyRow>(sql)] as const;
    }),
  );
  const heads = db.prepare<PageKey, SeatmapHead>(documentsPage('seatmaps', 'id, seq, relevant_ms'));
  return (collection: CollectionName, cinemaId: CinemaId, ...key: PageKey): Page['documents'] => {
    if (collection === 'seatmaps')
      return heads.all(...key).map((head) => ({ seq: head.seq, document: maps.map(cinemaId, head) }));
    const rows = kept.get(collection)?.all(...key) ?? [];
    return rows.map(({ seq, body }) => ({ seq, document: decodeDocument<CollectionName>(body) }));
  };
}

/** Everything read outside a transaction, on the read-only connection: it sees commits and nothing else. */
export function readerOver(db: Database.Database) {
  const maps = seatmapBuilder(db);
  const pageOf = preparePages(db, maps);
  const feedSeq = db.prepare<[string], number>('SELECT seq FROM feeds WHERE cinema_id = ?').pluck();
  const documentsHead = db
    .prepare<[string, string], number | null>(
      'SELECT max(seq) FROM documents WHERE cinema_id = ? AND collection = ?',
    )
    .pluck();
  const bookingsHead = db
    .prepare<[string], number | null>('SELECT max(seq) FROM bookings WHERE cinema_id = ?')
    .pluck();
  const endedHolds = db.prepare<[holdsMs: number, swapsMs: number, limit: number], { id: BookingId }>(
    `SELECT id FROM (
      SELECT id, expires_at_ms AS ends FROM bookings WHERE expires_at_ms IS NOT NULL AND expires_at_ms <= ?
      UNION ALL
      SELECT id, swap_ends_at_ms AS ends FROM bookings WHERE swap_ends_at_ms IS NOT NULL AND swap_ends_at_ms <= ?
    ) ORDER BY ends LIMIT ?`,
  );
  const cinemas = db
    .prepare<[], string>(
      `SELECT d.body FROM feeds f JOIN documents d
       ON d.cinema_id = f.cinema_id AND d.collection = 'cinemas' AND d.id = f.cinema_id ORDER BY f.cinema_id`,
    )
    .pluck();
  const clock = db
    .prepare<[], number | null>(
      `SELECT max(ms) FROM (SELECT clock_ms AS ms FROM feeds
       UNION ALL SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'clock')`,
    )
    .pluck();
  const inOneCut = db.transaction((query: PageQuery): Page => {
    const { cinemaId, collection, afterSeq, limit, sinceMs, onlyDevice } = query;
    const any = onlyDevice === null ? 1 : 0;
    return {
      documents: pageOf(collection, cinemaId, cinemaId, afterSeq, sinceMs, any, onlyDevice, limit),
      head: feedSeq.get(cinemaId) ?? 0,
    };
  });
  return {
    mapFigures: maps.figures,
    page: (query: PageQuery): Page => inOneCut(query),
    heads(cinemaId: CinemaId): Map<CollectionName, number> {
      return new Map(
        COLLECTION_NAMES.map((name) => [
          name,
          (name === 'bookings' ? bookingsHead.get(cinemaId) : documentsHead.get(cinemaId, name)) ?? 0,
        ]),
      );
    },
    endedHolds: (nowMs: number, limit: number): readonly EndedHold[] => endedHolds.all(nowMs, nowMs, limit),
    cinemas: (): string[] => cinemas.all(),
    clockMs: (): number => clock.get() ?? 0,
    bodies: bodiesOver(db, maps),
  };
}

/** Every document of one collection of a cinema, as JSON text. */
function bodiesOver(db: Database.Database, maps: ReturnType<typeof seatmapBuilder>) {
  const bookings = db
    .prepare<[string], string>('SELECT body FROM bookings WHERE cinema_id = ? ORDER BY seq')
    .pluck();
  const heads = db.prepare<[string], SeatmapHead>(
    "SELECT id, seq, relevant_ms FROM documents WHERE cinema_id = ? AND collection = 'seatmaps' ORDER BY seq",
  );
  const documents = db
    .prepare<[string, string], string>(
      'SELECT body FROM documents WHERE cinema_id = ? AND collection = ? ORDER BY seq',
    )
    .pluck();
  const mapsOf = db.transaction((cinemaId: CinemaId) =>
    heads.all(cinemaId).map((head) => JSON.stringify(maps.map(cinemaId, head))),
  );
  return (cinemaId: CinemaId, collection: CollectionName): string[] => {
    if (collection === 'seatmaps') return mapsOf(cinemaId);
    return collection === 'bookings' ? bookings.all(cinemaId) : documents.all(cinemaId, collection);
  };
}
