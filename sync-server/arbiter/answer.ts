import { stripBookkeeping } from '#shared/domain/booking/parse.ts';
import { sameJson } from '#shared/domain/equal.ts';
import type { PushAnswer, Refusal } from '#shared/wire/messages.ts';

/** What became of one pushed row: the state now stored, as far as the sender may see it. */
export type Ruled = {
  readonly id: string;
  /** Null: there is nothing the sender may be shown under this id. */
  readonly document: { readonly id: string } | null;
  readonly refusal: Refusal | null;
};

type Collected = { readonly ruled: Ruled; readonly sent: readonly unknown[] };

const isDeletion = (sent: unknown): boolean =>
  typeof sent === 'object' && sent !== null && '_deleted' in sent && sent._deleted === true;

/** Whether the sender's copy differs from what is stored; a deletion always does, because nothing is ever deleted. */
const differs = (sent: unknown, stored: object): boolean =>
  isDeletion(sent) || !sameJson(stripBookkeeping(sent), stored);

/**
 * The answer to a push: the authoritative document of every row whose stored state differs in any field from what
 * was sent, once per id, and never a document that was not in the call.
 */
export function pushAnswer(rows: readonly { readonly sent: unknown; readonly ruled: Ruled }[]): PushAnswer {
  const byId = new Map<string, Collected>();
  for (const { sent, ruled } of rows) {
    const earlier = byId.get(ruled.id);
    byId.set(ruled.id, {
      ruled: { ...ruled, refusal: ruled.refusal ?? earlier?.ruled.refusal ?? null },
      sent: [...(earlier?.sent ?? []), sent],
    });
  }
  const answers: PushAnswer = [];
  for (const { ruled, sent } of byId.values()) {
    const { id, document, refusal } = ruled;
    const refused = refusal === null ? {} : { _refused: refusal };
    if (document === null) answers.push({ id, _deleted: true, ...refused });
    else if (refusal !== null || sent.some((copy) => differs(copy, document)))
      answers.push({ ...document, _deleted: false, ...refused });
  }
  return answers;
}
