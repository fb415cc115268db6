import 'fake-indexeddb/auto';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { changeSeats } from '#renderer/commands/change-seats.ts';
import type { CommandContext } from '#renderer/commands/context.ts';
import { CommandImpossible, hold } from '#renderer/commands/hold.ts';
import { payCash } from '#renderer/commands/pay-cash.ts';
import { reconcile } from '#renderer/commands/reconcile.ts';
import { releaseOrder } from '#renderer/commands/release.ts';
import { sellPromised } from '#renderer/commands/sell-promised.ts';
import { openReplica } from '#renderer/replica/open.ts';
import type { EnrolledIdentity, Replica } from '#renderer/replica/types.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { EnrolAnswer } from '#shared/wire/messages.ts';
import type { BookingId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import { steadyHost } from './host.ts';

const QUIET_MS_MAX = 60_000;

/** One till of the run: a real replica on a real database, and a host that outlives everything. */
export class ChaosTill {
  readonly identity: EnrolledIdentity;
  readonly journal: readonly JournalEntry[];
  /** Sales the clerk was told are done, as they stood then. */
  readonly sold: Booking[] = [];
  readonly #bridge: CommandContext['bridge'];
  readonly #databaseName: string;
  #replica: Replica | null = null;

  private constructor(identity: EnrolledIdentity) {
    const host = steadyHost(identity);
    this.identity = identity;
    this.journal = host.journal;
    this.#bridge = host.bridge;
    this.#databaseName = `chaos-${identity.deviceId}`;
  }

  /** Enrols with a one-time code at `serverUrl` and opens the replica. */
  static async open(serverUrl: string, code: string, name: string): Promise<ChaosTill> {
    const answer = await fetch(new URL('/enrol', serverUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name }),
    });
    const enrolled = EnrolAnswer.parse(await answer.json());
    const till = new ChaosTill({ ...enrolled, enrolled: true, serverUrl, name, publicKey: '' });
    await till.start();
    return till;
  }

  get replica(): Replica {
    if (this.#replica === null) throw new Error('this till is off');
    return this.#replica;
  }

  get ctx(): CommandContext {
    return { replica: this.replica, bridge: this.#bridge, staff: null };
  }

  async start(): Promise<void> {
    this.#replica = await openReplica({
      identity: this.identity,
      databaseName: this.#databaseName,
      storage: getRxStorageDexie(),
      locks: null,
      clock: { now: () => Date.now() },
    });
    await reconcile(this.ctx);
  }

  /** The page is closed, whatever it was doing, and opened again on what it had stored. */
  async restart(): Promise<void> {
    const { replica } = this;
    this.#replica = null;
    await replica.close();
    await this.start();
  }

  /** Holds seats and then sells, gives up, changes or forgets them, as `random` (0 to 1) says. */
  async serve(showId: ShowId, seatIds: readonly SeatId[], random: () => number): Promise<void> {
    const { ctx } = this;
    const wish = (ids: readonly SeatId[]) => ids.map((seatId) => ({ seatId, ticketType: 'adult' as const }));
    try {
      const id = await hold(ctx, { showId, seats: wish(seatIds) });
      if (random() < 0.2) await changeSeats(ctx, id, wish(seatIds.slice(0, 1)));
      if (random() < 0.15) await releaseOrder(ctx, id);
      else if (random() < 0.85) await this.#sell(ctx, id, random);
    } catch (error) {
      // A clerk is told so and picks other seats; anything else is a fault of ours.
      if (!(error instanceof CommandImpossible)) throw error;
    }
  }

  async #sell(ctx: CommandContext, id: BookingId, random: () => number): Promise<void> {
    const result = await payCash(ctx, id);
    const done = result.kind === 'no-answer' && random() < 0.5 ? await sellPromised(ctx, id) : result;
    if (done.kind === 'sold') this.sold.push(done.booking);
    else if (done.kind === 'no-answer') await releaseOrder(ctx, id);
  }

  /** Resolves when the line is up and nothing waits to be sent any more. */
  async quiet(): Promise<void> {
    await firstValueFrom(
      this.replica.connection$.pipe(
        filter(({ kind }) => kind === 'online'),
        timeout({ first: QUIET_MS_MAX }),
      ),
    );
  }

  async close(): Promise<void> {
    await this.#replica?.close();
  }
}
