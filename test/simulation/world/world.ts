import type { Chance } from '#sync-server/programme/chance.ts';
import { chanceFrom } from '#sync-server/programme/chance.ts';
import type { Rules } from '../rules.ts';
import { EventQueue } from './events.ts';
import { Ledger } from './ledger.ts';
import type { InvariantName } from './violation.ts';
import { Violation } from './violation.ts';
import { type Trouble, type Weather, weatherOf } from './weather.ts';

export type WorldOptions = {
  readonly seed: number;
  readonly rules: Rules;
  /** Troubles to leave out. */
  readonly calm?: ReadonlySet<Trouble>;
  /** Keep a story of what happens. */
  readonly telling?: boolean;
};

/** Lines of a story that are kept; the last ones matter. */
const STORY_LINES_MAX = 5_000;

/** Time, chance and truth of one simulated cinema. Its parts know each other through it. */
export class World {
  readonly rules: Rules;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly ledger = new Ledger();
  readonly queue = new EventQueue();
  readonly telling: boolean;
  readonly story: string[] = [];
  /** Milliseconds since the beginning, true time. */
  nowMs = 0;
  /** The last act: everything heals, nobody begins anything. */
  ending = false;

  constructor({ seed, rules, calm, telling }: WorldOptions) {
    this.rules = rules;
    this.chance = chanceFrom(seed);
    this.telling = telling ?? false;
    this.weather = weatherOf(this.chance, calm ?? new Set());
  }

  has(trouble: Trouble): boolean {
    return !this.ending && this.weather.troubles.has(trouble);
  }

  in(delayMs: number, run: () => void): void {
    this.queue.add(this.nowMs + delayMs, run);
  }

  /** One event. False: there is none. */
  step(): boolean {
    const event = this.queue.next();
    if (event === null) return false;
    this.nowMs = event.atMs;
    event.run();
    return true;
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from.length === 0 ? undefined : from[this.chance.int(0, from.length - 1)];
  }

  /** Only called while `telling`. */
  tell(who: string, what: string): void {
    if (this.story.length >= STORY_LINES_MAX) this.story.shift();
    this.story.push(`${(this.nowMs / 1_000).toFixed(3).padStart(11)} s  ${who.padEnd(9)} ${what}`);
  }

  fail(invariant: InvariantName, message: string): never {
    throw new Violation(invariant, message);
  }
}
