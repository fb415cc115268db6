import type { Recall } from '#shared/domain/allotment/recall.ts';
import type { Case, Pusher, Verdict } from '#shared/domain/booking/case.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { ReleaseBody } from '#shared/wire/messages.ts';
import { bookingFor } from '#sync-server/feed/view.ts';
import { NOW_MS } from '../../support/world.ts';
import { checkMoneyIsTaken } from '../invariants/i03-money.ts';
import { checkClockGoesOn } from '../invariants/i08-clock.ts';
import { checkSeenRevisions } from '../invariants/i13-revisions.ts';
import { Crystal } from '../world/crystal.ts';
import type { World } from '../world/world.ts';
import { type Answer, type Caller, type Page, said } from './messages.ts';
import { openAll } from './opening.ts';
import { Recalls } from './recalls.ts';
import { type Collection, changedSince, copyTables, emptyTables, stamp, type Tables } from './tables.ts';
import { grantAll, revokeAll } from './trust.ts';
import { applyVerdict, caseOf, endTrust, expireInside, forgetTrust } from './unit.ts';

type Heard = { pulledMs: number | null; pushedMs: number | null };

/** Silence after which a device has told a closed server all it had, after a push and after nothing at all. */
const QUIET_MS = 5_000;
const NOTHING_TO_SAY_MS = 30_000;
const HOUR_MS = 3_600_000;

/** The sync server without database and network: real rulings on tables that survive a crash as far as they were committed. */
export class Server {
  working: Tables = emptyTables(NOW_MS);
  committed: Tables = copyTables(this.working);
  backup: Tables | null = null;
  isUp = true;
  /** Something was written since the invariants were last looked at. */
  changed = false;
  /** How far the wall clock is off. */
  wallOffMs = 0;
  readonly crystal: Crystal;
  readonly recalls: Recalls;
  readonly #world: World;
  readonly #heard = new Map<Pusher['id'], Heard>();
  #now: () => number = () => NOW_MS;
  #answers: (() => void)[] = [];
  #committing = false;
  /** Counts starts, so that what a dead process had planned does not happen. */
  #life = 0;
  #newIds = 0;

  constructor(world: World) {
    this.#world = world;
    this.recalls = new Recalls(world);
    this.crystal = new Crystal(world);
    this.#startClock();
  }

  nowMs(): number {
    return this.#now();
  }

  get isCommitting(): boolean {
    return this.#committing;
  }

  /** What a clock would say that is right. */
  trueMs(): number {
    return NOW_MS + this.#world.nowMs;
  }

  #startClock(): void {
    const source = {
      wallMs: () => NOW_MS + this.#world.nowMs + this.wallOffMs,
      monotonicMs: () => this.crystal.ms(),
    };
    const quiet = () => undefined;
    this.#now = this.#world.rules.startClock(this.committed.clockMs, source, {
      info: quiet,
      warn: quiet,
      error: quiet,
    });
  }

  newId(what: string): string {
    this.#newIds += 1;
    return `${what}-${this.#newIds}`;
  }

  /** Something was written: it is committed soon, and answers leave then. */
  wrote(): void {
    this.changed = true;
    if (this.#committing) return;
    this.#committing = true;
    const life = this.#life;
    this.#world.in(this.#commitDelayMs(), () => {
      if (life === this.#life) this.commit();
    });
  }

  /** A disk is quick, but now and then not. */
  #commitDelayMs(): number {
    const { chance } = this.#world;
    return chance.maybe(0.15) ? chance.int(50, 600) : chance.int(0, 12);
  }

  commit(): void {
    this.#committing = false;
    this.working.clockMs = this.nowMs();
    checkClockGoesOn(this.#world, this.committed, this.working.clockMs);
    this.committed = copyTables(this.working);
    const answers = this.#answers;
    this.#answers = [];
    for (const answer of answers) answer();
  }

  #reply(answer: () => void): void {
    if (this.#world.rules.manners.answersAfterCommit) {
      this.#answers.push(answer);
      this.wrote();
    } else {
      this.wrote();
      answer();
    }
  }

  push(caller: Caller, sent: Booking, answer: (answer: Answer) => void): void {
    if (!this.isUp) return;
    const heard = this.#heard.get(caller.pusher.id);
    if (heard !== undefined) heard.pushedMs = this.#world.nowMs;
    this.#rule(caller, sent, answer, false);
  }

  #rule(caller: Caller, sent: Booking, answer: (answer: Answer) => void, asked: boolean): void {
    const { rules } = this.#world;
    const { working } = this;
    const { pusher } = caller;
    const c = caseOf(this.#world, working, this.committed, { pusher, pushed: sent, nowMs: this.nowMs() });
    const closed = working.closed;
    const verdict = closed ? rules.adopt(c) : rules.judge(c);
    const recalls = closed || c.allotted.size === 0 ? [] : rules.recallsFor(c, verdict);
    if (!asked && this.recalls.canAsk(recalls)) {
      if (this.#world.telling)
        this.#tell(`asks for ${recalls.flatMap((one) => one.seatIds).join(' ')} back, for ${sent.id}`);
      this.#moveAtOnce(recalls);
      this.recalls.ask(recalls, () => this.#rule(caller, sent, answer, true));
      return;
    }
    applyVerdict(this.#world, working, verdict, this.nowMs());
    if (closed && verdict.store !== null) working.reported.add(verdict.store.booking.id);
    this.#checkRuling(c, verdict);
    const stored = (verdict.store ?? c.own)?.booking ?? null;
    const document = stored === null ? null : this.#visible(pusher, stored);
    if (this.#world.telling)
      this.#tell(
        `rules on ${caller.name}'s ${said(sent)}: ${stored === null ? 'nothing' : said(stored)}${verdict.refusal === null ? '' : ` (${verdict.refusal.code})`}`,
      );
    const rows = rules.pushAnswer([{ sent, ruled: { id: sent.id, document, refusal: verdict.refusal } }]);
    this.#reply(() => {
      if (document !== null) this.#world.ledger.acknowledge(sent.id, document.rev);
      answer(
        rows.length === 0
          ? { kind: 'accepted' }
          : { kind: 'state', document, refused: verdict.refusal !== null },
      );
    });
  }

  #checkRuling(c: Case, verdict: Verdict): void {
    if (!this.working.closed) checkSeenRevisions(this.#world, c, verdict);
    checkMoneyIsTaken(this.#world, this.working, c);
    const sale = this.#world.ledger.leasedSales.get(c.pushed.id);
    if (sale !== undefined && verdict.store !== null && !this.working.closed) sale.ruled = true;
  }

  #visible(pusher: Pusher, booking: Booking): Booking | null {
    if (pusher.kind === 'lobby' && booking.deviceId !== pusher.id) return null;
    return bookingFor(pusher.kind, booking);
  }

  /** The deliberate fault of taking seats back by asking. */
  #moveAtOnce(recalls: readonly Recall[]): void {
    if (this.#world.rules.manners.waitsForTheRelease) return;
    for (const { allotmentId, seatIds } of recalls)
      endTrust(this.#world, this.working, allotmentId, seatIds, this.nowMs());
    this.wrote();
  }

  release({ pusher, name }: Caller, body: ReleaseBody, answer: () => void): void {
    if (!this.isUp) return;
    const known = this.working.allotments.get(body.allotmentId) ?? null;
    const ruling = this.#world.rules.ruleOnRelease(known, pusher.id, body, this.nowMs());
    if (this.#world.telling)
      this.#tell(
        `hears ${name} give back ${body.released.join(' ')} of ${body.allotmentId}, keeping ${body.kept.map(({ seatId }) => seatId).join(' ')}: ${ruling.kind}`,
      );
    if (ruling.kind === 'released') {
      const { allotment } = ruling;
      forgetTrust(this.working, allotment.showId, allotment.id, ruling.seatIds);
      this.working.allotments.set(allotment.id, allotment);
      stamp(this.working, 'allotments', allotment.id);
    }
    this.#reply(() => {
      this.recalls.answered(body.allotmentId, [...body.released, ...body.kept.map(({ seatId }) => seatId)]);
      answer();
    });
  }

  /** The documents of some collections after a checkpoint, as they are on disk. */
  pull(caller: Caller, after: Readonly<Record<Collection, number>>, epoch: string): Page | null {
    if (!this.isUp) return null;
    const from = this.committed;
    if (epoch !== from.epoch && this.#world.rules.manners.tellsEpochs && epoch !== '')
      return { kind: 'epoch', epoch: from.epoch };
    const heard = this.#heard.get(caller.pusher.id);
    if (heard !== undefined) heard.pulledMs ??= this.#world.nowMs;
    const bookings: Booking[] = [];
    for (const [id, own] of this.#changed(from, 'bookings', after, from.bookings)) {
      const document = this.#visible(caller.pusher, own.booking);
      if (document === null) continue;
      bookings.push(document);
      this.#world.ledger.acknowledge(id, document.rev);
    }
    const seatmaps = this.#changed(from, 'seatmaps', after, from.seats).map(([id, seats]) => ({ id, seats }));
    const allotments = this.#changed(from, 'allotments', after, from.allotments)
      .map(([, allotment]) => allotment)
      .filter(({ deviceId }) => caller.pusher.kind !== 'lobby' || deviceId === caller.pusher.id);
    return { kind: 'page', epoch: from.epoch, lwt: from.head, bookings, seatmaps, allotments };
  }

  #changed<K extends string, V>(
    from: Tables,
    collection: Collection,
    after: Readonly<Record<Collection, number>>,
    documents: ReadonlyMap<K, V>,
  ): [K, V][] {
    const changed = new Set(changedSince(from, collection, after[collection]));
    return [...documents].filter(([id]) => changed.has(id));
  }

  sweep(): void {
    if (!this.isUp) return;
    if (this.working.closed) this.lookAround();
    else this.#endHolds();
  }

  #endHolds(): void {
    const nowMs = this.nowMs();
    for (const [id, { booking }] of this.working.bookings) {
      const holds =
        booking.status === 'pending' || booking.status === 'paying' || booking.swap?.status === 'held';
      if (!holds || !expireInside(this.#world, this.working, id, nowMs)) continue;
      if (this.#world.telling) this.#tell(`ends what ${id} held`);
      this.wrote();
    }
  }

  upkeep(callers: readonly Caller[]): void {
    if (!this.isUp || this.working.closed) return;
    const connected = callers.filter(({ pusher, replicaId }) =>
      this.recalls.isConnected(pusher.id, replicaId),
    );
    const granted = grantAll(this.#world, this.working, connected, this.nowMs(), () =>
      this.newId('allotment'),
    );
    if (granted.length === 0) return;
    if (this.#world.telling)
      for (const one of granted)
        this.#tell(`entrusts ${one.seatIds.join(' ')} of ${one.showId} to ${one.deviceId} (${one.id})`);
    this.wrote();
  }

  revoke(deviceId: Pusher['id']): void {
    if (!this.isUp || this.working.closed) return;
    if (this.#world.telling) this.#tell(`takes back what ${deviceId} was entrusted with`);
    revokeAll(this.#world, this.working, deviceId, this.nowMs());
    this.wrote();
  }

  crash(): void {
    this.isUp = false;
    this.#life += 1;
    this.#committing = false;
    this.#answers = [];
    this.recalls.forgetAll();
    this.working = copyTables(this.committed);
    this.changed = true;
  }

  start(): void {
    if (this.isUp) return;
    this.isUp = true;
    this.#heard.clear();
    this.#startClock();
    for (const id of this.committed.awaited) this.#heard.set(id, { pulledMs: null, pushedMs: null });
    if (this.#world.telling)
      this.#tell(
        `starts${this.committed.closed ? ' closed' : ''}, its clock ${((this.nowMs() - NOW_MS - this.#world.nowMs) / HOUR_MS).toFixed(1)} h off`,
      );
  }

  /** Puts the backup back, as `npm run server -- restore` does; the server must be down. */
  restore(devices: readonly Pusher['id'][]): void {
    if (this.backup === null) return;
    const { ledger } = this.#world;
    for (const id of this.committed.allotments.keys())
      if (!this.backup.allotments.has(id)) ledger.lostAllotments.add(id);
    ledger.restores += 1;
    ledger.acknowledged.clear();
    const restored = copyTables(this.backup);
    restored.epoch = `epoch-${ledger.restores}`;
    restored.closed = true;
    restored.awaited.clear();
    restored.reported.clear();
    for (const id of devices) restored.awaited.add(id);
    this.committed = restored;
    this.working = copyTables(restored);
    this.changed = true;
  }

  /** Whether those that are awaited have reported; opens when all have. */
  lookAround(): void {
    for (const id of this.working.awaited) {
      const { pulledMs, pushedMs } = this.#heard.get(id) ?? { pulledMs: null, pushedMs: null };
      if (pulledMs === null) continue;
      const nowMs = this.#world.nowMs;
      if (pushedMs === null ? nowMs - pulledMs < NOTHING_TO_SAY_MS : nowMs - pushedMs < QUIET_MS) continue;
      this.working.awaited.delete(id);
      this.wrote();
    }
    if (this.working.awaited.size === 0) this.open();
  }

  open(): void {
    if (!this.isUp || !this.working.closed) return;
    if (this.#world.telling)
      this.#tell(`opens, not having heard ${[...this.working.awaited].join(' ') || 'nobody'}`);
    openAll(this.#world, this.working, this.nowMs());
    this.wrote();
  }

  #tell(what: string): void {
    this.#world.tell('server', what);
  }
}
