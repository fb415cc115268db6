import type { World } from './world.ts';

/** The line between one kiosk and the server; each way may be cut by itself. */
export class Line {
  upCut = false;
  downCut = false;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Carries a message to the server: late, twice, or not at all. */
  up(deliver: () => void): void {
    if (!this.upCut) this.#carry(deliver, () => this.upCut);
  }

  down(deliver: () => void): void {
    if (!this.downCut) this.#carry(deliver, () => this.downCut);
  }

  #carry(deliver: () => void, isCut: () => boolean): void {
    const { chance } = this.#world;
    if (this.#world.has('drops') && chance.maybe(0.08)) return;
    this.#world.in(this.#delayMs(), () => {
      if (!isCut()) deliver();
    });
    // A repeat may come long after, and through a line that was cut meanwhile.
    if (this.#world.has('duplicates') && chance.maybe(0.08)) this.#world.in(chance.int(5, 20_000), deliver);
  }

  #delayMs(): number {
    const { chance } = this.#world;
    if (this.#world.has('delays') && chance.maybe(0.1)) return chance.int(200, 15_000);
    return chance.int(1, 40);
  }
}
