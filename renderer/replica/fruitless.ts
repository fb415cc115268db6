import type { WithDeleted } from 'rxdb';
import type { Doc, PushedCollection } from '#shared/wire/collections.ts';

/** The same row answered with the same document this often will not be taken the next time either. */
const FRUITLESS_MAX = 5;
const REMEMBERED_MAX = 100;

/** Rows that go round without getting anywhere. */
export class Fruitless<Name extends PushedCollection> {
  readonly #rows = new Map<string, { readonly row: string; readonly count: number }>();

  /** Whether this row has come back with the same answer too often. */
  is(sent: Doc<Name>, state: WithDeleted<Doc<Name>>): boolean {
    const row = JSON.stringify([sent, state]);
    const earlier = this.#rows.get(sent.id);
    const count = earlier?.row === row ? earlier.count + 1 : 1;
    this.#rows.delete(sent.id);
    this.#rows.set(sent.id, { row, count });
    const oldest = this.#rows.keys().next();
    if (this.#rows.size > REMEMBERED_MAX && oldest.done !== true) this.#rows.delete(oldest.value);
    return count > FRUITLESS_MAX;
  }
}
