import { StaleRetries } from '#renderer/replica/stale-retry.ts';
import type { OwnSeats } from '#shared/domain/allotment/kiosk.ts';
import type { Recall } from '#shared/domain/allotment/recall.ts';
import type { Pusher } from '#shared/domain/booking/case.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import { type AllotmentId, type BookingId, ReplicaId, type ShowId } from '#shared/wire/scalars.ts';
import { till } from '../../support/world.ts';
import type { Caller } from '../server/messages.ts';
import { said } from '../server/messages.ts';
import type { Server } from '../server/server.ts';
import { COLLECTIONS, type Collection } from '../server/tables.ts';
import { Crystal } from '../world/crystal.ts';
import { Line } from '../world/net.ts';
import type { World } from '../world/world.ts';
import type { Entry } from './journal.ts';
import { Replica } from './replica.ts';

/** Silence after which a kiosk calls itself offline, and after which it gives a request up, in milliseconds. */
const SILENCE_MS = 2_500;
const TIMEOUT_MS = 10_000;

type Request = { readonly sentMs: number; late: boolean };

/** What lives in a page's memory. */
export type Memory = {
  readonly pushing: Map<BookingId, Request>;
  pulling: Request | null;
  readonly releasing: Map<AllotmentId, Request>;
  /** Payments that wait for the server's word on an edit. */
  readonly waits: Map<BookingId, { readonly n: number; readonly decide: (ruled: Booking | null) => void }>;
  /** When each order's own countdown ends, by this kiosk's monotonic clock. */
  readonly countdowns: Map<BookingId, number>;
  readonly retries: StaleRetries;
  online: boolean;
  /** The first pull of this replica is through. */
  hasPulled: boolean;
};

/** One kiosk: its host, its replica, and its half of the protocol. What people do at it is the clerk's. */
export class Kiosk {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly line: Line;
  readonly world: World;
  readonly server: Server;
  readonly journal: Entry[] = [];
  replica: Replica;
  memory: Memory;
  isUp = true;
  wallOffMs = 0;
  readonly crystal: Crystal;
  /** Counts starts of the page. */
  life = 0;
  #replicas = 0;
  #pusher: Pusher;
  /** Told when the kiosk's page has started. */
  started: () => void = () => undefined;

  constructor(world: World, server: Server, name: string, kind: DeviceKind) {
    this.world = world;
    this.server = server;
    this.name = name;
    this.kind = kind;
    this.line = new Line(world);
    this.crystal = new Crystal(world);
    this.#pusher = till(name, kind, kind === 'counter' ? 'clerk' : null);
    this.replica = this.#newReplica();
    this.memory = this.#newMemory();
  }

  get deviceId(): Pusher['id'] {
    return this.#pusher.id;
  }

  get prefix(): string {
    return this.#pusher.prefix;
  }

  /** This kiosk's own wall clock; nothing that matters may rest on it. */
  wallMs(): number {
    return this.server.trueMs() + this.wallOffMs;
  }

  monotonicMs(): number {
    return this.crystal.ms();
  }

  caller(): Caller {
    const replicaId = this.replica.id;
    return { pusher: { ...this.#pusher, replicaId }, replicaId, name: this.name };
  }

  #newReplica(): Replica {
    this.#replicas += 1;
    return new Replica(this.world, this.deviceId, ReplicaId.parse(`${this.name}-replica-${this.#replicas}`));
  }

  #newMemory(): Memory {
    return {
      pushing: new Map(),
      pulling: null,
      releasing: new Map(),
      waits: new Map(),
      countdowns: new Map(),
      retries: new StaleRetries(this.deviceId),
      online: false,
      hasPulled: false,
    };
  }

  tell(what: string): void {
    this.world.tell(this.name, what);
  }

  /** The page ends; what is on disk stays. */
  crash(): void {
    if (!this.isUp) return;
    this.isUp = false;
    this.life += 1;
    this.memory = this.#newMemory();
    this.replica.restart();
  }

  start(): void {
    if (this.isUp) return;
    this.isUp = true;
    this.started();
  }

  /** The browser's storage is gone: another replica begins, and only the host's journal knows of the first. */
  clear(): void {
    this.world.ledger.cleared.add(this.deviceId);
    this.replica = this.#newReplica();
  }

  /** Runs later, unless the page ends before. */
  later(delayMs: number, run: () => void): void {
    const { life } = this;
    this.world.in(delayMs, () => {
      if (this.isUp && life === this.life) run();
    });
  }

  own(showId: ShowId): OwnSeats {
    const { allotments, given, bookings } = this.replica;
    const mine: Booking[] = [];
    for (const booking of bookings.values()) if (booking.deviceId === this.deviceId) mine.push(booking);
    return this.world.rules.ownSeatsOf(
      { allotments: [...allotments.values()], given, bookings: mine },
      { deviceId: this.deviceId, replicaId: this.replica.id },
      showId,
    );
  }

  /** Writes a booking here, and sends it. */
  write(booking: Booking): void {
    if (this.world.telling) this.tell(`writes ${said(booking)}`);
    this.replica.write(booking);
    this.push(booking);
  }

  /** Looks for silence; requests nobody answered in time are given up. */
  #listen(request: Request | null | undefined): boolean {
    if (request === null || request === undefined) return false;
    const silentMs = this.world.nowMs - request.sentMs;
    if (silentMs > SILENCE_MS) this.memory.online = false;
    if (silentMs > TIMEOUT_MS) request.late = true;
    return !request.late;
  }

  /** One look at everything that has still to be said or asked. */
  sync(): void {
    if (!this.isUp) return;
    for (const [id, request] of this.memory.pushing)
      if (!this.#listen(request)) this.memory.pushing.delete(id);
    for (const booking of this.replica.dirty()) this.push(booking);
    this.#pull();
    for (const given of this.replica.given.values()) {
      const pulled = this.replica.allotments.get(given.allotmentId) ?? null;
      if (this.world.rules.isOutstanding(given, pulled)) this.#sendRelease(given.allotmentId, []);
    }
  }

  push(booking: Booking): void {
    const { memory } = this;
    if (this.#listen(memory.pushing.get(booking.id))) return;
    const request: Request = { sentMs: this.world.nowMs, late: false };
    memory.pushing.set(booking.id, request);
    const caller = this.caller();
    this.line.up(() =>
      this.server.push(caller, booking, (answer) =>
        this.line.down(() => {
          if (this.memory.pushing.get(booking.id) !== request || request.late) return;
          this.memory.pushing.delete(booking.id);
          this.memory.online = true;
          this.#ruled(booking, this.replica.answered(booking, answer));
        }),
      ),
    );
  }

  #ruled(sent: Booking, state: Booking): void {
    if (this.world.telling) this.tell(`hears ${said(state)}`);
    const again = this.memory.retries.after(sent, state);
    const current = this.replica.bookings.get(sent.id);
    if (again !== null && current !== undefined) {
      const asked = again(current);
      if (asked !== current) this.replica.write(asked);
    }
    const wait = this.memory.waits.get(sent.id);
    if (wait !== undefined && state.edit?.deviceId === this.deviceId && state.edit.n >= wait.n)
      wait.decide(state);
    const now = this.replica.bookings.get(sent.id);
    if (now !== undefined && now !== this.replica.masters.get(sent.id)) this.push(now);
  }

  /** Collections in no order; bookings only while none is under way to the server. */
  #pull(): void {
    const { memory, replica } = this;
    if (this.#listen(memory.pulling)) return;
    const which = new Set<Collection>(
      COLLECTIONS.filter(() => this.world.ending || this.world.chance.maybe(0.85)),
    );
    if (memory.pushing.size > 0) which.delete('bookings');
    const request: Request = { sentMs: this.world.nowMs, late: false };
    memory.pulling = request;
    const caller = this.caller();
    const { checkpoints, epoch } = replica;
    const { life } = this;
    const after = { ...checkpoints };
    this.line.up(() => {
      if (!this.server.isUp) return;
      this.server.recalls.attach(caller.pusher.id, caller.replicaId, (recall) =>
        this.line.down(() => {
          // A stream ends with its page, whatever the server still believes.
          if (life === this.life) this.#recalled(recall);
        }),
      );
      const page = this.server.pull(caller, after, epoch);
      if (page === null) return;
      this.line.down(() => {
        if (this.memory.pulling !== request || request.late) return;
        this.memory.pulling = null;
        this.memory.online = true;
        if (page.kind === 'epoch') return this.#renew(page.epoch);
        if (memory.pushing.size > 0) which.delete('bookings');
        this.replica.takePage(page, which);
        if (which.has('bookings') && !this.memory.hasPulled) {
          this.memory.hasPulled = true;
          this.pulled();
        }
      });
    });
  }

  /** Told once the first pull of a page is through. */
  pulled: () => void = () => undefined;

  #renew(epoch: string): void {
    if (this.world.telling) this.tell(`learns of ${epoch}`);
    this.replica.renew(epoch);
    this.memory.pushing.clear();
    this.memory.hasPulled = false;
    this.sync();
  }

  #recalled(recall: Recall): void {
    if (!this.isUp) return;
    if (this.world.telling) this.tell(`is asked for ${recall.seatIds.join(' ')} of ${recall.allotmentId}`);
    this.giveBack(recall);
  }

  /** One lock serves this and the beginning of a sale: here, nothing else happens within an event. */
  giveBack(recall: Pick<Recall, 'allotmentId' | 'epoch' | 'seatIds'>): void {
    const { rules } = this.world;
    const begun = new Map([...this.#showsOf()].flatMap((showId) => [...this.own(showId).begun]));
    const { given, release } = rules.answerRecall(recall, this.replica.given.get(recall.allotmentId), begun);
    if (rules.manners.keepsReleasesFirst) this.replica.given.set(given.allotmentId, given);
    else this.later(60_000, () => this.replica.given.set(given.allotmentId, given));
    this.#say(release);
  }

  #showsOf(): Set<ShowId> {
    return new Set([...this.replica.bookings.values()].map(({ showId }) => showId));
  }

  #sendRelease(allotmentId: AllotmentId, kept: Parameters<Server['release']>[1]['kept']): void {
    const given = this.replica.given.get(allotmentId);
    if (given === undefined || this.#listen(this.memory.releasing.get(allotmentId))) return;
    this.#say({ allotmentId, epoch: given.epoch, released: [...given.seatIds], kept });
  }

  #say(release: Parameters<Server['release']>[1]): void {
    const { allotmentId } = release;
    const request: Request = { sentMs: this.world.nowMs, late: false };
    this.memory.releasing.set(allotmentId, request);
    const caller = this.caller();
    this.line.up(() =>
      this.server.release(caller, release, () =>
        this.line.down(() => {
          if (this.memory.releasing.get(allotmentId) !== request) return;
          this.memory.releasing.delete(allotmentId);
          this.memory.online = true;
          const given = this.replica.given.get(allotmentId);
          if (given?.seatIds.every((seatId) => release.released.includes(seatId)) === true)
            this.replica.given.set(allotmentId, { ...given, acknowledged: true });
        }),
      ),
    );
  }
}
