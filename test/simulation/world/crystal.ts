import type { World } from './world.ts';

/** The monotonic clock of one computer: it may run fast or slow, and never steps. */
export class Crystal {
  readonly #world: World;
  #rate = 1;
  #sinceMs = 0;
  #thenMs = 0;

  constructor(world: World) {
    this.#world = world;
  }

  ms(): number {
    return this.#thenMs + (this.#world.nowMs - this.#sinceMs) * this.#rate;
  }

  /** From now on it runs `rate` times as fast as time. */
  run(rate: number): void {
    this.#thenMs = this.ms();
    this.#sinceMs = this.#world.nowMs;
    this.#rate = rate;
  }
}
