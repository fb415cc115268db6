import type { GivenBack } from '#shared/domain/allotment/kiosk.ts';
import { isSaidBefore } from '#shared/domain/booking/merge.ts';
import { sameJson } from '#shared/domain/equal.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { SeatState } from '#shared/wire/catalog.ts';
import type { AllotmentId, BookingId, DeviceId, ReplicaId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import { checkNothingDropped } from '../invariants/i03-money.ts';
import type { Answer, Page } from '../server/messages.ts';
import type { Collection } from '../server/tables.ts';
import type { World } from '../world/world.ts';

/** The same row answered with the same document this often is taken as it is. */
const FRUITLESS_MAX = 5;

const captured = (booking: Booking): string[] =>
  booking.payments.flatMap(({ id, status }) => (status === 'success' ? [id] : []));

/** Whether a booking carries captured money that the server's state of it does not know: then it stays here. */
function holdsMoney(sent: Booking, state: Booking | null): boolean {
  const known = new Set(state === null ? [] : captured(state));
  return captured(sent).some((id) => !known.has(id));
}

type Fruitless = { readonly sent: Booking; readonly told: Booking; readonly count: number };

/** What a kiosk has on disk, and how replication changes it: as RxDB does, by assumed masters and conflicts. */
export class Replica {
  readonly id: ReplicaId;
  readonly bookings = new Map<BookingId, Booking>();
  readonly seatmaps = new Map<ShowId, ReadonlyMap<SeatId, SeatState>>();
  readonly allotments = new Map<AllotmentId, Allotment>();
  readonly given = new Map<AllotmentId, GivenBack>();
  checkpoints: Record<Collection, number> = { bookings: 0, seatmaps: 0, allotments: 0 };
  epoch = '';
  /** What replication believes the server has. */
  readonly masters = new Map<BookingId, Booking>();
  /** Edits the server would not take. */
  readonly #refused = new Map<BookingId, number>();
  /** What this epoch's server has told last. */
  readonly #heard = new Map<BookingId, Booking>();
  readonly #fruitless = new Map<BookingId, Fruitless>();
  readonly #world: World;
  readonly #deviceId: DeviceId;

  constructor(world: World, deviceId: DeviceId, id: ReplicaId) {
    this.#world = world;
    this.#deviceId = deviceId;
    this.id = id;
  }

  /** Bookings that differ from what the server is believed to have. */
  dirty(): Booking[] {
    const dirty: Booking[] = [];
    for (const [id, local] of this.bookings) {
      const master = this.masters.get(id);
      if (master === local) continue;
      if (master !== undefined && sameJson(master, local)) this.masters.set(id, local);
      else dirty.push(local);
    }
    return dirty;
  }

  write(booking: Booking): void {
    this.bookings.set(booking.id, booking);
  }

  /** The server's word on a pushed row: the state it has now, as far as it is known. */
  answered(sent: Booking, answer: Answer): Booking {
    if (answer.kind === 'accepted') {
      this.masters.set(sent.id, sent);
      this.#heard.set(sent.id, sent);
      return sent;
    }
    const { document, refused } = answer;
    if (refused && sent.edit !== undefined) this.#refused.set(sent.id, sent.edit.n);
    if (refused && holdsMoney(sent, document)) this.masters.set(sent.id, sent);
    else if (document === null) {
      this.bookings.delete(sent.id);
      this.masters.delete(sent.id);
    } else if (!refused && this.#isFruitless(sent, document)) this.masters.set(sent.id, sent);
    else this.resolve(document);
    return document ?? sent;
  }

  #isFruitless(sent: Booking, told: Booking): boolean {
    const earlier = this.#fruitless.get(sent.id);
    const again = earlier !== undefined && sameJson(earlier.sent, sent) && sameJson(earlier.told, told);
    const count = again ? earlier.count + 1 : 1;
    this.#fruitless.set(sent.id, { sent, told, count });
    return count > FRUITLESS_MAX;
  }

  /** Conflict resolution, as the kiosk does it. */
  resolve(master: Booking): void {
    const local = this.bookings.get(master.id);
    this.masters.set(master.id, master);
    this.#heard.set(master.id, master);
    if (local === undefined) {
      this.bookings.set(master.id, master);
      return;
    }
    const refused = local.edit !== undefined && this.#refused.get(local.id) === local.edit.n;
    const merged = refused ? master : this.#world.rules.mergeFromServer(master, local, this.#deviceId);
    checkNothingDropped(this.#world, local, merged);
    this.bookings.set(master.id, merged);
  }

  /** One page of a pull. What is not pushed yet waits for its own push. */
  takePage(page: Extract<Page, { kind: 'page' }>, which: ReadonlySet<Collection>): void {
    this.epoch = page.epoch;
    if (which.has('bookings')) {
      for (const document of page.bookings) {
        const local = this.bookings.get(document.id);
        const master = this.masters.get(document.id);
        if (local !== undefined && local !== master && (master === undefined || !sameJson(local, master)))
          continue;
        const isOlder = isSaidBefore(document, this.#heard.get(document.id) ?? document);
        if (isOlder && this.#world.rules.manners.dropsOlderPages) continue;
        // Of a copy the money was filed when it was sent.
        if (local?.deviceId === this.#deviceId) checkNothingDropped(this.#world, local, document);
        this.bookings.set(document.id, document);
        this.masters.set(document.id, document);
        this.#heard.set(document.id, document);
      }
      this.checkpoints.bookings = page.lwt;
    }
    if (which.has('seatmaps')) {
      for (const { id, seats } of page.seatmaps) this.seatmaps.set(id, seats);
      this.checkpoints.seatmaps = page.lwt;
    }
    if (which.has('allotments')) {
      for (const allotment of page.allotments) this.allotments.set(allotment.id, allotment);
      this.checkpoints.allotments = page.lwt;
    }
  }

  /** Another epoch: what only the server writes is dropped, and everything else pushed once more. */
  renew(epoch: string): void {
    this.epoch = epoch;
    this.seatmaps.clear();
    this.allotments.clear();
    this.masters.clear();
    this.#fruitless.clear();
    this.#heard.clear();
    this.checkpoints = { bookings: 0, seatmaps: 0, allotments: 0 };
  }

  /** What memory held is gone. */
  restart(): void {
    this.#refused.clear();
    this.#fruitless.clear();
  }
}
