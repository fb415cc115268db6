import type { WithDeleted } from 'rxdb';
import { sameJson } from '#shared/domain/equal.ts';
import type { Doc, PushedCollection } from '#shared/wire/collections.ts';
import type { Refusal } from '#shared/wire/messages.ts';
import { Fruitless } from './fruitless.ts';
import { judgedOf, type PushContext, type Row, send, type Told } from './push-send.ts';
import { UnderWay } from './under-way.ts';

export type Push<Name extends PushedCollection> = {
  /** For RxDB. */
  readonly rows: (rows: readonly Row<Name>[]) => Promise<WithDeleted<Doc<Name>>[]>;
  /**
   * Sends a document ahead of its replication, which takes the answer when it comes to the row. The ruling is told once
   * `stored` has resolved: the document is on disk. Nothing rests on it: the server answers a repeat like the first, and
   * what goes wrong here is met again there.
   */
  readonly ahead: (document: Doc<Name>, stored: Promise<unknown>) => void;
};

/**
 * The push handler of one collection: sends rows, hands RxDB the authoritative documents of just those rows (TRAPS
 * T4), and keeps what the server would not take from going round for ever.
 */
export function createPush<Name extends PushedCollection>(context: PushContext<Name>): Push<Name> {
  const underWay = new UnderWay<Name>();
  const fruitless = new Fruitless<Name>();

  /** The document RxDB is told for one row; null: it may take the row as accepted. */
  const settle = async (sent: Doc<Name>, told: Told<Name>): Promise<WithDeleted<Doc<Name>> | null> => {
    const { document } = told;
    const stuck = document !== null && told.refusal === null && fruitless.is(sent, document);
    const refusal: Refusal | null = stuck
      ? { code: 'internal', message: 'The server does not take this document, and does not say why.' }
      : told.refusal;
    if (refusal === null) return document;
    await context.refused({ collection: context.name, id: sent.id, refusal }, sent);
    const state = document === null || document._deleted ? null : document;
    // The record of money stays here, whatever the server says: somebody will have to look at it.
    return stuck || context.holdsMoney(sent, state) ? null : document;
  };

  const judge = (rows: readonly Row<Name>[], answers: ReadonlyMap<string, Told<Name>>): void => {
    const judged = rows.flatMap(({ newDocumentState: sent }) => {
      const told = answers.get(sent.id);
      if (told !== undefined && told.refusal !== null) return [];
      return [judgedOf(context.name, sent, told?.document ?? sent)];
    });
    context.judged(judged);
  };

  const ahead = (document: Doc<Name>, stored: Promise<unknown>): void => {
    if (underWay.has(document.id)) return;
    const row: Row<Name> = { newDocumentState: { ...document, _deleted: false } };
    context.leaving([document]);
    const answers = Promise.all([send(context, [row]), stored]).then(([told]) => {
      judge([row], told);
      return told;
    });
    underWay.add(row, answers);
  };

  /** What was answered ahead; nothing where a page brought newer since: RxDB has passed that over and must ask again. */
  const takeEarly = async (row: Row<Name>): Promise<ReadonlyMap<string, Told<Name>>> => {
    const told = await underWay.take(row);
    const document = told?.get(row.newDocumentState.id)?.document ?? null;
    const isLate = document !== null && !document._deleted && context.isOlder(document);
    return told === null || isLate ? new Map() : told;
  };

  const sendRest = (rows: readonly Row<Name>[]): Promise<Map<string, Told<Name>>> => {
    context.leaving(rows.map((row) => row.newDocumentState));
    return send(context, rows);
  };

  const rows = async (rows: readonly Row<Name>[]): Promise<WithDeleted<Doc<Name>>[]> => {
    // RxDB pushes every resolved conflict once more; where that says nothing new, the server need not hear it.
    const news = rows.filter((row) => !sameJson(row.assumedMasterState, row.newDocumentState));
    if (news.length === 0) return [];
    const early = new Map((await Promise.all(news.map(takeEarly))).flatMap((told) => [...told]));
    const rest = news.filter((row) => !early.has(row.newDocumentState.id));
    const answers = new Map([...early, ...(rest.length === 0 ? [] : await sendRest(rest))]);
    const authoritative: WithDeleted<Doc<Name>>[] = [];
    for (const { newDocumentState: sent } of news) {
      const told = answers.get(sent.id) ?? { document: null, refusal: null };
      const document = await settle(sent, told);
      if (document !== null) authoritative.push(document);
    }
    judge(rest, answers);
    return authoritative;
  };
  return { rows, ahead };
}
