import { describe, expect, test } from 'vitest';
import { TERMINAL_BEHAVIOURS } from './behaviour.ts';
import { BUSY, EARLIER_OPEN } from './driver/driver.ts';
import { NOT_WRITTEN } from './driver/wire.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Protocol } from './simulator.ts';
import { about, openRig, payment, type Rig } from './testing.ts';

/** Short enough that a busy machine makes faults of its own; whatever comes of that must hold as well. */
const TIMES = { approvalMs: 1, slowMs: 10, lateMs: 50, replyMs: 60, answerMs: 150, silenceMs: 40 };
const SCHEDULES = 1_000;
const LANES = 8;
/** In each part: what the till noted, and what the terminal did. */
const AT_LEAST: readonly (readonly [what: string, times: number])[] = [
  ['begun', 50],
  ['heard', 10],
  ['captured', 20],
  ['declined', 50],
  ['reversed', 2],
  ['payment approved', 20],
  ['payment declined', 10],
  ['payment reversed', 2],
];
const BATCHES = 10;
const STEPS_MAX = 10;
const PAYMENTS = 3;
const QUESTIONS_MAX = 400;
/** Far enough apart that a sum names its payment even when too much was charged. */
const amountOf = (n: number): number => 1_000 * (n + 1);
const idOf = (n: number): string => `p${n}`;

/** A small generator of our own: the same seed tells the same story in every engine. */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Nothing was taken, and the same payment may come again. */
const TURNED_AWAY: ReadonlySet<string> = new Set([BUSY.message, EARLIER_OPEN.message, NOT_WRITTEN]);

/** What a card holder was told, by payment; what is told once never changes. */
class Told {
  readonly #words = new Map<string, string>();

  hear(id: string, result: string, message: string | undefined): void {
    const word = result === 'none' ? 'declined' : result;
    if (word === 'unknown' || (message !== undefined && TURNED_AWAY.has(message))) return;
    const before = this.#words.get(id);
    if (before !== undefined) expect([id, word]).toEqual([id, before]);
    this.#words.set(id, word);
  }
}

const ofPayment = (ledger: readonly LedgerEntry[], n: number): readonly LedgerEntry[] =>
  ledger.filter(({ kind, amount }) => kind === 'payment' && Math.floor(amount / 1_000) === n + 1);

async function step(rig: Rig, chance: (below: number) => number, told: Told): Promise<void> {
  const n = chance(PAYMENTS);
  const id = idOf(n);
  switch (chance(12)) {
    case 0:
      return rig.killTill();
    case 1:
      return rig.killTerminal();
    case 2:
      return rig.server.cutAfter(chance(20));
    case 3:
      rig.diskFull = !rig.diskFull;
      return;
    case 4: {
      const said = await rig.port.inquire(about(id));
      return told.hear(id, said.result, said.message);
    }
    case 5:
      await rig.port.abort(about(id));
      return;
    case 6: {
      // The till dies in the middle of it.
      rig.port.begin(payment(id, amountOf(n))).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, chance(8)));
      return rig.killTill();
    }
    default: {
      await rig.behave(TERMINAL_BEHAVIOURS[chance(TERMINAL_BEHAVIOURS.length)] ?? 'approve');
      const said = await rig.port.begin(payment(id, amountOf(n)));
      return told.hear(id, said.result, said.message);
    }
  }
}

/** Everything works again; every payment that was begun must come to a known end that the ledger bears out. */
async function settleAll(rig: Rig, told: Told): Promise<void> {
  rig.diskFull = false;
  rig.server.cutAfter(Number.POSITIVE_INFINITY);
  await rig.behave('approve');
  for (let n = 0; n < PAYMENTS; n += 1) {
    let fate = await rig.port.inquire(about(idOf(n)));
    for (let asked = 0; fate.result === 'unknown' && asked < QUESTIONS_MAX; asked += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      fate = await rig.port.inquire(about(idOf(n)));
    }
    expect([idOf(n), fate.result]).not.toEqual([idOf(n), 'unknown']);
    told.hear(idOf(n), fate.result, fate.message);
    const charged = ofPayment(await rig.ledger(), n).filter(({ status }) => status !== 'declined');
    // I4: at most one charge, ever. I3: the till says approved exactly where the money stayed taken.
    expect(charged.length).toBeLessThanOrEqual(1);
    expect([n, fate.result === 'approved']).toEqual([n, charged.some(({ status }) => status === 'approved')]);
  }
}

/** How often each thing happened that a schedule is there for. */
type Seen = Map<string, number>;

function count(seen: Seen, rig: Rig, ledger: readonly LedgerEntry[]): void {
  for (const { kind } of rig.notes) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  for (const { kind, status } of ledger) {
    const word = `${kind} ${status}`;
    seen.set(word, (seen.get(word) ?? 0) + 1);
  }
}

async function schedule(protocol: Protocol, seed: number, seen: Seen): Promise<void> {
  const chance = chanceFrom(seed);
  const told = new Told();
  await using rig = await openRig({ protocol, times: TIMES, reversesUnheard: chance(2) === 0 });
  const steps = 1 + chance(STEPS_MAX);
  for (let n = 0; n < steps; n += 1) await step(rig, chance, told);
  await settleAll(rig, told);
  count(seen, rig, await rig.ledger());
}

/** Seeds that once broke something are run always. */
const PINNED: Readonly<Record<Protocol, readonly number[]>> = { zvt: [], nexo: [] };

describe.each(['zvt', 'nexo'] as const)('random faults over %s', (protocol) => {
  test.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
    `[TRM14] [I3] [I4] ${SCHEDULES} schedules, part %i: no second charge, and every charge ends known`,
    async (batch) => {
      const first = 1 + (batch * SCHEDULES) / BATCHES;
      const seeds = Array.from({ length: SCHEDULES / BATCHES }, (_, n) => first + n);
      const all = batch === 0 ? [...PINNED[protocol], ...seeds] : seeds;
      // Several at once: most of a schedule is waiting.
      const next = all.values();
      const seen: Seen = new Map();
      const lane = async (): Promise<void> => {
        for (const seed of next)
          await schedule(protocol, seed, seen).catch((error: unknown) => {
            throw new Error(`seed ${seed} over ${protocol}`, { cause: error });
          });
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      // A part in which nothing of note happens would prove nothing.
      for (const [what, times] of AT_LEAST)
        expect([what, (seen.get(what) ?? 0) >= times]).toEqual([what, true]);
    },
    120_000,
  );
});
