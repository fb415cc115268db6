import { sameJson } from '#shared/domain/equal.ts';
import type { PushedCollection } from '#shared/wire/collections.ts';
import type { Row, Told } from './push-send.ts';

/** The replication comes for an answer at once, or not at all. */
const KEPT_MS = 1_000;

type Answers<Name extends PushedCollection> = Promise<Map<string, Told<Name>>>;

/** Rows that left ahead of their replication, which takes the answer instead of asking again. */
export class UnderWay<Name extends PushedCollection> {
  readonly #sent = new Map<string, { readonly row: Row<Name>; readonly answers: Answers<Name> }>();

  has(id: string): boolean {
    return this.#sent.has(id);
  }

  add(row: Row<Name>, answers: Answers<Name>): void {
    const { id } = row.newDocumentState;
    const sent = { row, answers };
    this.#sent.set(id, sent);
    const forget = (): void => {
      setTimeout(() => {
        if (this.#sent.get(id) === sent) this.#sent.delete(id);
      }, KEPT_MS);
    };
    answers.then(forget, forget);
  }

  /** The answer to just this state of a document; null: it did not leave. An answer is taken once. */
  take({ newDocumentState }: Row<Name>): Answers<Name> | null {
    const sent = this.#sent.get(newDocumentState.id);
    if (sent === undefined) return null;
    this.#sent.delete(newDocumentState.id);
    return sameJson(sent.row.newDocumentState, newDocumentState) ? sent.answers : null;
  }
}
