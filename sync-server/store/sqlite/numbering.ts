import { invariant } from '#shared/domain/invariant.ts';
import type { CollectionName } from '#shared/wire/collections.ts';
import type { CinemaId, ShowId } from '#shared/wire/scalars.ts';
import type { Change } from '../../engine.ts';
import type { Statements } from './statements.ts';

type Feed = { readonly cinemaId: CinemaId; readonly before: number; next: number };

/** What happened, so that a unit that is rolled back can be taken back step by step. */
type Step =
  | { readonly kind: 'opened'; readonly feed: Feed }
  | { readonly kind: 'took'; readonly feed: Feed; readonly collection: CollectionName }
  | { readonly kind: 'touched'; readonly shows: Set<ShowId>; readonly showId: ShowId };

/**
 * The numbers of one transaction. SQLite has one writer, and its lock is held from BEGIN, so the numbers after the
 * counter are this transaction's alone: documents carry them at once, and the counters are written as the last
 * statements before the commit. A transaction that fails has used none.
 */
export class Numbering {
  readonly #sql: Statements;
  readonly #feeds = new Map<CinemaId, Feed>();
  readonly #shows = new Map<CinemaId, Set<ShowId>>();
  readonly #steps: Step[] = [];

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  #feed(cinemaId: CinemaId): Feed {
    const known = this.#feeds.get(cinemaId);
    if (known !== undefined) return known;
    let before = this.#sql.feedSeq.get(cinemaId);
    if (before === undefined) {
      this.#sql.openFeed.run(cinemaId);
      before = 0;
    }
    const feed: Feed = { cinemaId, before, next: before };
    this.#feeds.set(cinemaId, feed);
    this.#steps.push({ kind: 'opened', feed });
    return feed;
  }

  /** The number for one document written now. */
  take(cinemaId: CinemaId, collection: CollectionName): number {
    const feed = this.#feed(cinemaId);
    feed.next += 1;
    this.#steps.push({ kind: 'took', feed, collection });
    return feed.next;
  }

  /** A seat of this show has changed: its map is numbered once, at the end. */
  touchShow(cinemaId: CinemaId, showId: ShowId): void {
    let shows = this.#shows.get(cinemaId);
    if (shows === undefined) {
      shows = new Set();
      this.#shows.set(cinemaId, shows);
    }
    if (shows.has(showId)) return;
    shows.add(showId);
    this.#steps.push({ kind: 'touched', shows, showId });
  }

  /** Where the transaction stands, for {@link returnTo}. */
  mark(): number {
    return this.#steps.length;
  }

  /** Takes back everything since `mark`: a unit was rolled back, and leaves no gap. */
  returnTo(mark: number): void {
    for (const step of this.#steps.splice(mark).reverse()) {
      if (step.kind === 'opened') this.#feeds.delete(step.feed.cinemaId);
      else if (step.kind === 'took') step.feed.next -= 1;
      else step.shows.delete(step.showId);
    }
  }

  /** The last statements before the commit; answers with its news. */
  finish(clockMs: number): Change[] {
    for (const [cinemaId, shows] of this.#shows) {
      for (const showId of shows) {
        const { changes } = this.#sql.renumberSeatmap.run(this.take(cinemaId, 'seatmaps'), cinemaId, showId);
        invariant(changes === 1, `show ${showId} has seats but no map`);
      }
    }
    for (const feed of this.#feeds.values()) {
      if (feed.next === feed.before) continue;
      const { changes } = this.#sql.advanceFeed.run(feed.next, clockMs, feed.cinemaId, feed.before);
      invariant(changes === 1, `the feed of ${feed.cinemaId} moved under its only writer`);
    }
    return this.#news();
  }

  #news(): Change[] {
    const heads = new Map<Feed, Map<CollectionName, number>>();
    const counted = new Map<Feed, number>();
    for (const step of this.#steps) {
      if (step.kind !== 'took') continue;
      const lwt = (counted.get(step.feed) ?? step.feed.before) + 1;
      counted.set(step.feed, lwt);
      const collections = heads.get(step.feed);
      if (collections === undefined) heads.set(step.feed, new Map([[step.collection, lwt]]));
      else collections.set(step.collection, lwt);
    }
    return [...heads].flatMap(([feed, collections]) =>
      [...collections].map(([collection, lwt]) => ({ cinemaId: feed.cinemaId, collection, lwt })),
    );
  }
}
