import { ruleOnRelease, shrunk } from '#shared/domain/allotment/trust.ts';
import type {
  AllottedSeat,
  Case,
  OwnBooking,
  Pusher,
  SeatRow,
  Verdict,
} from '#shared/domain/booking/case.ts';
import { expireBooking } from '#shared/domain/booking/expire.ts';
import { judge } from '#shared/domain/booking/judge.ts';
import { parsePushed } from '#shared/domain/booking/parse.ts';
import { sameJson } from '#shared/domain/equal.ts';
import { HOLD_SECONDS_DEFAULT } from '#shared/domain/limits.ts';
import { omit } from '#shared/domain/pick.ts';
import type { CollectionName } from '#shared/wire/collections.ts';
import { COLLECTION_NAMES } from '#shared/wire/collections.ts';
import { PushRow, type ReleaseBody, ReleasesBody, type StreamEvent } from '#shared/wire/messages.ts';
import { AllotmentId, type BookingId, type PaymentId, ReplicaId, type SeatId } from '#shared/wire/scalars.ts';
import { Allotment } from '#shared/wire/till.ts';
import { cinema, deviceId, movie, NOW_MS, SHOW_ID, screen, show, tariff } from './house.ts';

type Wire = Record<string, unknown> & { id: string; _deleted: boolean };

/**
 * The server as far as a replica can tell, in memory: the real ruling function over one cinema's feed. Tests reach
 * into it to see what it knows and to make things happen behind the kiosks' backs.
 */
export class FakeServer {
  epoch = 'epoch-1';
  nowMs = NOW_MS;
  readonly bookings = new Map<string, OwnBooking>();
  readonly seats = new Map<SeatId, SeatRow>();
  readonly #documents = new Map<string, { collection: CollectionName; document: Wire; lwt: number }>();
  readonly allotted = new Map<SeatId, AllottedSeat>();
  readonly releases: { readonly device: string; readonly release: ReleaseBody }[] = [];
  readonly #listeners = new Set<(event: StreamEvent) => void>();
  readonly pushes: { collection: string; rows: number; device: string }[] = [];
  #lwt = 0;

  constructor() {
    this.put('cinemas', cinema);
    this.put('screens', screen);
    this.put('movies', movie);
    this.put('shows', show);
    this.put('tariffs', tariff);
    this.#putSeatmap();
  }

  /** Writes a document into the feed, whatever it is. */
  put(
    collection: CollectionName,
    document: { readonly id: string } & Readonly<Record<string, unknown>>,
    deleted = false,
  ): void {
    this.#lwt += 1;
    const wire: Wire = { ...document, _deleted: deleted };
    this.#documents.set(`${collection}/${document.id}`, { collection, document: wire, lwt: this.#lwt });
    for (const tell of this.#listeners) tell({ kind: 'poke', collection, lwt: this.#lwt });
  }

  has(collection: CollectionName, id: string): boolean {
    return this.#documents.has(`${collection}/${id}`);
  }

  /** As when a document is old enough to leave the feed; whoever has it keeps it. */
  leaveFeed(collection: CollectionName, id: string): void {
    this.#documents.delete(`${collection}/${id}`);
  }

  /** As after a restore: another epoch, and everything that came from the tills is gone. */
  restoreEmpty(epoch: string): void {
    this.epoch = epoch;
    this.bookings.clear();
    this.seats.clear();
    for (const [key, { collection }] of this.#documents)
      if (collection === 'bookings' || collection === 'journal') this.#documents.delete(key);
    this.#putSeatmap();
  }

  pull(
    collection: CollectionName,
    lwt: number,
    id: string,
    limit: number,
  ): { status: number; body: unknown } {
    if ((id !== '' && id !== this.epoch) || lwt > this.#lwt)
      return { status: 409, body: { epoch: this.epoch } };
    const page = [...this.#documents.values()]
      .filter((entry) => entry.collection === collection && entry.lwt > lwt)
      .sort((a, b) => a.lwt - b.lwt)
      .slice(0, limit);
    const checkpoint = { lwt: page.length < limit ? this.#lwt : (page.at(-1)?.lwt ?? lwt), id: this.epoch };
    return { status: 200, body: { documents: page.map((entry) => entry.document), checkpoint } };
  }

  /** Entrusts seats to a replica of a till; they must be free. */
  entrust(till: number, replicaId: ReplicaId, id: string, seatIds: readonly SeatId[]): Allotment {
    const allotmentId = AllotmentId.parse(id);
    const holder = { deviceId: deviceId(till), replicaId, allotmentId, epoch: 0 };
    for (const seatId of seatIds) this.allotted.set(seatId, holder);
    const allotment: Allotment = {
      id: allotmentId,
      cinemaId: cinema.id,
      showId: SHOW_ID,
      deviceId: deviceId(till),
      replicaId,
      epoch: 0,
      rev: 1,
      seatIds: [...seatIds],
      status: 'active',
    };
    this.put('allotments', allotment);
    return allotment;
  }

  /** Asks for seats back, of whoever listens. */
  recall({ id, epoch }: Allotment, seatIds: readonly SeatId[]): void {
    for (const tell of this.#listeners)
      tell({ kind: 'recall', allotmentId: id, epoch, seatIds: [...seatIds] });
  }

  release(till: number, raw: unknown): { status: number; body: unknown } {
    const { releases } = ReleasesBody.parse(raw);
    for (const release of releases) {
      this.releases.push({ device: deviceId(till), release });
      const known = this.#allotment(release.allotmentId);
      const ruling = ruleOnRelease(known, deviceId(till), release, this.nowMs);
      if (ruling.kind !== 'released') continue;
      for (const seatId of ruling.seatIds) this.allotted.delete(seatId);
      this.put('allotments', ruling.allotment);
    }
    return { status: 200, body: { heard: releases.map(({ allotmentId }) => allotmentId) } };
  }

  #allotment(id: string): Allotment | null {
    const known = this.#documents.get(`allotments/${id}`);
    return known === undefined ? null : Allotment.parse(omit(known.document, ['_deleted']));
  }

  push(
    collection: string,
    till: number,
    rows: readonly unknown[],
    replicaId: string | null = null,
  ): { status: number; body: unknown } {
    this.pushes.push({ collection, rows: rows.length, device: deviceId(till) });
    const answers = rows.map((row) => {
      const { newDocumentState } = PushRow.parse(row);
      return collection === 'bookings'
        ? this.#pushBooking(till, newDocumentState, replicaId)
        : this.#pushRecord(collection, newDocumentState);
    });
    return { status: 200, body: answers.filter((answer) => answer !== null) };
  }

  listen(tell: (event: StreamEvent) => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  #pushRecord(name: string, state: unknown): Wire | null {
    const collection = COLLECTION_NAMES.find((known) => known === name);
    if (collection === undefined || typeof state !== 'object' || state === null || !('id' in state))
      return null;
    const known = this.#documents.get(`${collection}/${String(state.id)}`);
    if (known !== undefined) return sameJson(known.document, state) ? null : known.document;
    const { id, ...rest } = state;
    this.put(collection, { ...rest, id: String(id) });
    return null;
  }

  #pushBooking(till: number, raw: unknown, replicaId: string | null): Wire | null {
    const parsed = parsePushed(raw);
    if (parsed.kind === 'malformed') {
      const refusal = { code: 'malformed', message: parsed.message };
      return parsed.id === null ? null : { id: parsed.id, _deleted: true, _refused: refusal };
    }
    const { booking } = parsed;
    const own = this.bookings.get(booking.id) ?? null;
    const verdict = judge(this.#caseOf(till, own, booking, replicaId));
    this.#apply(verdict);
    const refused = verdict.refusal === null ? {} : { _refused: verdict.refusal };
    const stored = this.bookings.get(booking.id)?.booking;
    if (stored === undefined) return { id: booking.id, _deleted: true, ...refused };
    const answer: Wire = { ...stored, _deleted: false, ...refused };
    return sameJson(answer, raw) ? null : answer;
  }

  #caseOf(till: number, own: OwnBooking | null, pushed: Case['pushed'], replicaId: string | null): Case {
    const pusher: Pusher = {
      id: deviceId(till),
      kind: 'counter',
      cinemaId: cinema.id,
      prefix: `C${till}`,
      retired: false,
      replicaId: replicaId === null ? null : ReplicaId.parse(replicaId),
      staff: null,
    };
    const elsewhere = new Set<PaymentId>();
    for (const { booking } of this.bookings.values())
      if (booking.id !== pushed.id) for (const payment of booking.payments) elsewhere.add(payment.id);
    return {
      own,
      pushed,
      pusher,
      facts: pushed.showId === SHOW_ID ? { show, screen, movie, tariff, zone: cinema.zone } : null,
      seats: this.seats,
      allotted: this.allotted,
      paymentsElsewhere: elsewhere,
      unpaidOrders: new Set(),
      nowMs: this.nowMs,
      holdSecondsDefault: HOLD_SECONDS_DEFAULT,
    };
  }

  #apply(verdict: Verdict): void {
    for (const id of verdict.expire) this.expire(id);
    for (const change of verdict.seats) this.#changeSeat(change);
    for (const { allotmentId, seatIds } of verdict.spent) {
      for (const seatId of seatIds) this.allotted.delete(seatId);
      const known = this.#allotment(allotmentId);
      const next = known === null ? null : shrunk(known, seatIds, this.nowMs);
      if (next !== null) this.put('allotments', next);
    }
    if (verdict.store !== null) {
      this.bookings.set(verdict.store.booking.id, verdict.store);
      const { booking } = verdict.store;
      for (const [id, row] of this.seats) if (row.bookingId === booking.id) this.#dateHold(id, booking);
      this.put('bookings', booking);
    }
    if (verdict.seats.length > 0) this.#putSeatmap();
  }

  #changeSeat(change: Verdict['seats'][number]): void {
    const rev = this.seats.get(change.seatId)?.rev ?? 0;
    if (rev !== change.revSeen) throw new Error(`seat ${change.seatId} was written over an unseen revision`);
    this.seats.set(change.seatId, {
      status: change.status,
      rev: rev + 1,
      ...(change.bookingId === null ? {} : { bookingId: change.bookingId }),
      ...(change.deviceId === null ? {} : { deviceId: change.deviceId }),
      holdEndsAtMs: null,
    });
  }

  #dateHold(id: SeatId, booking: OwnBooking['booking']): void {
    const row = this.seats.get(id);
    const holdEndsAtMs = booking.expiresAt === undefined ? null : Date.parse(booking.expiresAt);
    if (row !== undefined) this.seats.set(id, { ...row, holdEndsAtMs });
  }

  /** Lets time pass until the hold is over, and ends it as the sweeper does. */
  expire(id: BookingId): void {
    const own = this.bookings.get(id);
    if (own?.booking.expiresAt === undefined) return;
    this.nowMs = Math.max(this.nowMs, Date.parse(own.booking.expiresAt));
    this.#apply(expireBooking(own, this.seats, this.nowMs));
  }

  /** Raises a seat's revision behind everybody's back: held and released by somebody else. */
  touchSeat(id: SeatId): void {
    this.seats.set(id, { status: 'available', rev: (this.seats.get(id)?.rev ?? 0) + 2, holdEndsAtMs: null });
  }

  #putSeatmap(): void {
    const seats = Object.fromEntries(
      [...this.seats].map(([id, row]) => [id, omit(row, ['holdEndsAtMs'])] as const),
    );
    this.put('seatmaps', {
      id: SHOW_ID,
      showId: SHOW_ID,
      cinemaId: cinema.id,
      startsAt: show.startsAt,
      seats,
    });
  }
}
