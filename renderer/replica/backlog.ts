import type { Link } from './link.ts';

/** Documents written here that the server has not answered yet, and how far sending them has come after an outage. */
export class Backlog {
  readonly #waiting = new Set<string>();
  readonly #link: Link;
  #catchingUp: { done: number; readonly total: number } | null = null;

  constructor(link: Link) {
    this.#link = link;
  }

  written(collection: string, id: string): void {
    this.#waiting.add(`${collection}/${id}`);
  }

  answered(collection: string, ids: readonly string[]): void {
    for (const id of ids)
      if (this.#waiting.delete(`${collection}/${id}`) && this.#catchingUp !== null)
        this.#catchingUp.done += 1;
    this.#publish();
  }

  /** The line is back: what waits now is what there is to catch up with. */
  lineBack(): void {
    this.#catchingUp = this.#waiting.size === 0 ? null : { done: 0, total: this.#waiting.size };
    this.#publish();
  }

  lineLost(): void {
    this.#catchingUp = null;
  }

  #publish(): void {
    const { done, total } = this.#catchingUp ?? { done: 0, total: 0 };
    if (done >= total) this.#catchingUp = null;
    this.#link.setBacklog(this.#catchingUp === null ? null : { done, total });
  }
}
