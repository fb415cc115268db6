import { checkLeasedSales, checkOneOwner } from './invariants/i01-one-owner.ts';
import { checkAllOrNone } from './invariants/i02-all-or-none.ts';
import { checkMoneyAtTheEnd } from './invariants/i03-money.ts';
import { checkChargedOnce } from './invariants/i04-capture.ts';
import { checkLeasedSalesStand, checkTrustIsKept, checkTrustIsTold } from './invariants/i05-leases.ts';
import { checkAcknowledgedSurvives } from './invariants/i06-acknowledged.ts';
import { checkAgreement } from './invariants/i07-agreement.ts';
import { checkNoticesAreWritten } from './invariants/i11-notices.ts';
import { Clerk } from './kiosk/clerk.ts';
import { Kiosk } from './kiosk/kiosk.ts';
import { type Rules, SHIPPED } from './rules.ts';
import { Server } from './server/server.ts';
import type { Cinema } from './world/cinema.ts';
import { Nemesis } from './world/nemesis.ts';
import { Violation } from './world/violation.ts';
import type { Trouble } from './world/weather.ts';
import { World } from './world/world.ts';

export type Schedule = {
  readonly seed: number;
  /** Events before everything heals. */
  readonly steps: number;
  readonly rules?: Rules;
  readonly calm?: ReadonlySet<Trouble>;
  readonly telling?: boolean;
};

export type Outcome = {
  readonly failure: { readonly name: string; readonly message: string; readonly step: number } | null;
  readonly story: readonly string[];
  /** What the schedule came to, so that a test can see that it was not idle. */
  readonly figures: { readonly sold: number; readonly leased: number; readonly conflicted: number };
};

/** Events after which a healed cinema must have become quiet. */
const HEALING_STEPS_MAX = 4_000;
/** How often quiet is looked for. */
const LOOK_EVERY = 10;

/** Runs one schedule: trouble for so many steps, then healing; every invariant is looked at where it must hold. */
export function simulate({ seed, steps, rules = SHIPPED, calm, telling }: Schedule): Outcome {
  const world = new World({
    seed,
    rules,
    ...(calm === undefined ? {} : { calm }),
    ...(telling === undefined ? {} : { telling }),
  });
  const cinema = build(world);
  let step = 0;
  try {
    for (; step < steps; step += 1) {
      world.step();
      checkStep(cinema);
    }
    heal(cinema);
    for (; step % LOOK_EVERY !== 0 || unrest(cinema) !== ''; step += 1) {
      if (step > steps + HEALING_STEPS_MAX) world.fail('I7', `nothing becomes quiet: ${unrest(cinema)}`);
      world.step();
      checkStep(cinema);
    }
    checkMoneyAtTheEnd(cinema);
    checkAgreement(cinema);
    return { failure: null, story: world.story, figures: figuresOf(cinema) };
  } catch (error) {
    const name = error instanceof Violation ? error.invariant : 'broken';
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof Violation) && error instanceof Error && telling === true)
      world.tell('broken', error.stack ?? message);
    return { failure: { name, message, step }, story: world.story, figures: figuresOf(cinema) };
  }
}

function build(world: World): Cinema {
  const server = new Server(world);
  const clerks = world.weather.kiosks.map(
    (kind, n) => new Clerk(new Kiosk(world, server, `${kind}-${n + 1}`, kind)),
  );
  const cinema = { world, server, clerks };
  const nemesis = new Nemesis(cinema);
  const every = (fromMs: number, toMs: number, run: () => void): void => {
    world.in(world.chance.int(fromMs / 4, toMs), () => {
      run();
      every(fromMs, toMs, run);
    });
  };
  for (const clerk of clerks) {
    world.in(world.chance.int(1, 300), () => clerk.kiosk.sync());
    every(1_000, 7_000, () => clerk.act());
    every(2_000, 6_000, () => clerk.kiosk.sync());
  }
  every(1_000, 5_000, () => {
    server.sweep();
    if (!world.ending) server.upkeep(clerks.map(({ kiosk }) => kiosk.caller()));
  });
  every(2_000, 10_000, () => {
    if (!world.ending) nemesis.strike();
  });
  return cinema;
}

function checkStep(cinema: Cinema): void {
  const { server } = cinema;
  checkChargedOnce(cinema);
  if (!server.changed) return;
  server.changed = false;
  checkOneOwner(cinema);
  checkAllOrNone(cinema);
  checkLeasedSales(cinema);
  checkTrustIsKept(cinema);
  checkTrustIsTold(cinema);
  checkLeasedSalesStand(cinema);
  checkAcknowledgedSurvives(cinema);
  checkNoticesAreWritten(cinema);
}

/** Everything works again, and nobody begins anything. */
function heal({ world, server, clerks }: Cinema): void {
  world.ending = true;
  if (world.telling) world.tell('all', 'heals');
  server.start();
  for (const { kiosk } of clerks) {
    kiosk.line.upCut = false;
    kiosk.line.downCut = false;
    kiosk.start();
  }
}

/** What still keeps the cinema from being quiet; empty: nothing. */
function unrest({ server, clerks }: Cinema): string {
  if (server.working.closed) return 'the server is closed';
  if (server.isCommitting) return 'the server has to commit';
  for (const { kiosk, isDone } of clerks) {
    const { replica, memory, name } = kiosk;
    if (!isDone) return `${name} has open orders`;
    if (!memory.hasPulled || replica.epoch !== server.committed.epoch) return `${name} has not pulled`;
    if (replica.dirty().length > 0 || memory.pushing.size > 0) return `${name} has to push`;
    if (Object.values(replica.checkpoints).some((lwt) => lwt < server.committed.head))
      return `${name} has to pull`;
    // By the rule that ships: a faulty one must not say itself that nothing is left to do.
    for (const given of replica.given.values())
      if (SHIPPED.isOutstanding(given, replica.allotments.get(given.allotmentId) ?? null))
        return `${name} has to give ${given.allotmentId} back`;
  }
  return '';
}

function figuresOf({ world, server }: Cinema): Outcome['figures'] {
  const statuses = [...server.working.bookings.values()].map(({ booking }) => booking.status);
  const count = (status: string): number => statuses.filter((one) => one === status).length;
  return { sold: count('confirmed'), leased: world.ledger.leasedSales.size, conflicted: count('conflicted') };
}
