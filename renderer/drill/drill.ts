import { filter, firstValueFrom, timeout } from 'rxjs';
import type { CommandContext } from '#renderer/commands/context.ts';
import { record } from '#renderer/commands/journal.ts';
import { drills } from '#renderer/stores/drill.ts';
import { type DrillFacts, findingsOf, lasting, numbersOf } from '#shared/domain/drill/checks.ts';
import type { DrillReport, DrillWhat, Finding } from '#shared/domain/drill/drill.ts';
import { type DrillFrame, reportOf } from '#shared/domain/drill/report.ts';
import { instant } from '#shared/wire/scalars.ts';
import { type Beginning, entrustedNow, gather } from './facts.ts';
import type { Pretence } from './pretence.ts';

const LOOK_MS = 1_000;
/** Looks are quicker while the time counts. */
const RECONCILE_LOOK_MS = 200;
/** A line that is pretended dead is noticed at once; this is for a page that is busy. */
const NOTICED_MS_MAX = 5_000;

type Running = {
  readonly ctx: CommandContext;
  readonly what: DrillWhat;
  readonly endsAtMs: number;
  readonly begun: Beginning;
  found: readonly Finding[];
  timer: ReturnType<typeof setTimeout> | undefined;
};

/**
 * Drills of one till. Selling goes on for real; only line, server or printer are pretended to be gone, and everything
 * that must hold is looked at every second, and until the server has answered everything afterwards.
 */
export class Drill {
  readonly #pretence: Pretence;
  readonly #monotonic: () => number;
  #running: Running | null = null;
  #beginning: Promise<void> | null = null;
  /** A page that is gone, or a newer drill, ends what still waits. */
  #round = 0;

  constructor(pretence: Pretence, monotonic: () => number = () => performance.now()) {
    this.#pretence = pretence;
    this.#monotonic = monotonic;
  }

  /** Begins a drill of at most `lengthMs`. Throws when the host cannot write it into its journal. */
  begin(ctx: CommandContext, what: DrillWhat, lengthMs: number): Promise<void> {
    if (this.#beginning === null && this.#running === null)
      this.#beginning = this.#begin(ctx, what, lengthMs).finally(() => {
        this.#beginning = null;
      });
    return this.#beginning ?? Promise.resolve();
  }

  async #begin(ctx: CommandContext, what: DrillWhat, lengthMs: number): Promise<void> {
    const { replica } = ctx;
    this.#round += 1;
    const round = this.#round;
    const detail = `${what} pretended to be gone for at most ${Math.round(lengthMs / 1_000)} s`;
    const { seq } = await record(ctx, { kind: 'technical', event: 'drill-started', detail });
    if (this.#round !== round) return;
    const startedAt = instant(replica.nowMs());
    const endsAtMs = this.#monotonic() + lengthMs;
    this.#pretence.begin(what, endsAtMs);
    const isCutOff = what !== 'printer';
    drills.reported(null);
    drills.running({ what, endsAtMs, numbers: null, findings: [] });
    try {
      if (isCutOff) await noticed(ctx);
      const entrusted = await entrustedNow(replica);
      if (this.#round !== round) return;
      const begun = { startedAt, journalSeq: seq, entrusted, isCutOff };
      this.#running = { ctx, what, endsAtMs, begun, found: [], timer: undefined };
    } catch (problem) {
      this.close();
      throw problem;
    }
    // Not waited for: the look that finds the time over ends the drill, and the end waits for the beginning.
    this.#look(this.#running).catch(console.error);
  }

  /** Ends it: everything is there again. Resolves when the report is complete, or nobody waits for it any more. */
  async end(by: DrillReport['endedBy']): Promise<void> {
    await this.#beginning?.catch(() => undefined);
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    clearTimeout(running.timer);
    this.#pretence.end();
    const fromMs = this.#monotonic();
    const { ctx, what, begun } = running;
    const endedAt = instant(ctx.replica.nowMs());
    const frame = { what, startedAt: begun.startedAt, endedAt, endedBy: by };
    drills.running(null);
    const facts = await gather(ctx.replica, { ...begun, endedAt }, 'all');
    drills.reported(reportOf({ ...frame, reconcileMs: null }, facts, running.found));
    await this.#journal(ctx, 'drill-ended', facts);
    await this.#reconcile(running, frame, facts, fromMs);
  }

  /** The page is going away, and its drill with it. */
  close(): void {
    this.#round += 1;
    clearTimeout(this.#running?.timer);
    this.#running = null;
    this.#pretence.end();
    drills.running(null);
  }

  async #look(running: Running): Promise<void> {
    if (this.#running !== running) return;
    if (this.#monotonic() >= running.endsAtMs) return this.end('time');
    try {
      const facts = await gather(running.ctx.replica, running.begun, 'sold');
      const found = findingsOf(facts);
      const findings = lasting(running.found, found);
      running.found = found;
      const { what, endsAtMs } = running;
      if (this.#running === running) drills.running({ what, endsAtMs, numbers: numbersOf(facts), findings });
    } catch (problem) {
      // The next look may see it.
      console.error(problem);
    } finally {
      const leftMs = running.endsAtMs - this.#monotonic();
      if (this.#running === running)
        running.timer = setTimeout(
          () => this.#look(running).catch(console.error),
          Math.max(0, Math.min(LOOK_MS, leftMs)),
        );
    }
  }

  async #reconcile(
    { ctx, begun }: Running,
    frame: Omit<DrillFrame, 'reconcileMs'>,
    ended: DrillFacts,
    fromMs: number,
  ): Promise<void> {
    const round = this.#round;
    // Somebody has read the report, or a newer drill has begun.
    const isOver = (): boolean => this.#round !== round || drills.get().report === null;
    while (!isOver() && !(await this.#isAnswered(ctx, ended)))
      await new Promise((resolve) => setTimeout(resolve, RECONCILE_LOOK_MS));
    const reconcileMs = Math.round(this.#monotonic() - fromMs);
    if (isOver()) return;
    const after = { ...begun, endedAt: frame.endedAt, isCutOff: false };
    const found = findingsOf(await gather(ctx.replica, after, 'sold'));
    const facts = await gather(ctx.replica, after, 'all');
    if (isOver()) return;
    drills.reported(reportOf({ ...frame, reconcileMs }, facts, found));
    await this.#journal(ctx, 'drill-answered', facts, reconcileMs);
  }

  /** Whether the server has heard and answered everything that was sold and journalled. */
  async #isAnswered({ replica }: CommandContext, { sales }: DrillFacts): Promise<boolean> {
    const [{ kind }, offline] = await Promise.all([
      firstValueFrom(replica.connection$),
      firstValueFrom(replica.offlineSales$),
    ]);
    const waiting = new Set(offline.flatMap((sale) => (sale.outcome === 'open' ? [sale.bookingId] : [])));
    if (kind !== 'online' || sales.some(({ id }) => waiting.has(id))) return false;
    return replica.journalReported();
  }

  /** A report that cannot be journalled is still shown. */
  async #journal(ctx: CommandContext, event: string, facts: DrillFacts, reconcileMs?: number): Promise<void> {
    const disputed = facts.sales.filter(({ status }) => status === 'conflicted').length;
    const took = reconcileMs === undefined ? {} : { reconcileMs };
    const detail = JSON.stringify({ ...numbersOf(facts), disputed, ...took });
    try {
      await record(ctx, { kind: 'technical', event, detail });
    } catch (problem) {
      console.error(problem);
    }
  }
}

/** Resolves when the replica has noticed that its line is gone. */
async function noticed({ replica }: CommandContext): Promise<void> {
  const offline$ = replica.connection$.pipe(
    filter(({ kind }) => kind === 'offline'),
    timeout({ first: NOTICED_MS_MAX }),
  );
  await firstValueFrom(offline$).catch(() => undefined);
}
