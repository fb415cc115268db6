import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb';
import { z } from 'zod';
import { sameJson } from '#shared/domain/equal.ts';
import { COLLECTIONS, type Doc, type PushedCollection } from '#shared/wire/collections.ts';
import { PushAnswer, type Refusal } from '#shared/wire/messages.ts';
import { type Ask, TooLarge } from './ask.ts';
import type { Faults } from './faults.ts';
import { Malformed, takeDocument } from './pull.ts';
import type { RefusedWrite } from './types.ts';

/** Rows sent at once: two full bookings of twenty seats each, twice, stay far below what the server takes. */
export const PUSH_BATCH = 20;
/** The same row answered with the same document this often will not be taken the next time either. */
const FRUITLESS_MAX = 5;

export type Row<Name extends PushedCollection> = RxReplicationWriteToMasterRow<Doc<Name>>;

/** What became of one pushed row: `state` is the document as the server has it now. */
export type Judged<Name extends PushedCollection> = {
  readonly sent: Doc<Name>;
  readonly state: Doc<Name>;
};

export type PushContext<Name extends PushedCollection> = {
  readonly name: Name;
  readonly ask: Ask;
  readonly faults: Faults;
  readonly signal: AbortSignal;
  /** Told before rows leave, so that countdowns start when a request was sent. */
  readonly leaving: (documents: readonly Doc<Name>[]) => void;
  readonly judged: (rows: readonly Judged<Name>[]) => void;
  readonly refused: (write: RefusedWrite, sent: Doc<Name>) => Promise<void>;
  /** Whether a document carries money that `state` (null: nothing) does not know. */
  readonly holdsMoney: (sent: Doc<Name>, state: Doc<Name> | null) => boolean;
};

const NOT_STORED: Refusal = { code: 'internal', message: 'The server could not store this document.' };

type Told<Name extends PushedCollection> = {
  readonly document: WithDeleted<Doc<Name>> | null;
  readonly refusal: Refusal | null;
};

/**
 * The push handler of one collection: sends rows, hands RxDB the authoritative documents of just those rows (TRAPS
 * T4), and keeps what the server would not take from going round for ever.
 */
export function createPush<Name extends PushedCollection>(context: PushContext<Name>) {
  const fruitless = new Map<string, { readonly row: string; readonly count: number }>();

  /** Whether this row has come back with the same answer too often. */
  const isFruitless = (sent: Doc<Name>, state: WithDeleted<Doc<Name>>): boolean => {
    const row = JSON.stringify([sent, state]);
    const earlier = fruitless.get(sent.id);
    const count = earlier?.row === row ? earlier.count + 1 : 1;
    fruitless.delete(sent.id);
    fruitless.set(sent.id, { row, count });
    const oldest = fruitless.keys().next();
    if (fruitless.size > PUSH_BATCH * 5 && oldest.done !== true) fruitless.delete(oldest.value);
    return count > FRUITLESS_MAX;
  };

  /** The document RxDB is told for one row; null: it may take the row as accepted. */
  const settle = async (sent: Doc<Name>, told: Told<Name>): Promise<WithDeleted<Doc<Name>> | null> => {
    const { document } = told;
    const stuck = document !== null && told.refusal === null && isFruitless(sent, document);
    const refusal: Refusal | null = stuck
      ? { code: 'internal', message: 'The server does not take this document, and does not say why.' }
      : told.refusal;
    if (refusal === null) return document;
    await context.refused({ collection: context.name, id: sent.id, refusal }, sent);
    const state = document === null || document._deleted ? null : document;
    // The record of money stays here, whatever the server says: somebody will have to look at it.
    return stuck || context.holdsMoney(sent, state) ? null : document;
  };

  return async (rows: readonly Row<Name>[]): Promise<WithDeleted<Doc<Name>>[]> => {
    // RxDB pushes every resolved conflict once more; where that says nothing new, the server need not hear it.
    const news = rows.filter((row) => !sameJson(row.assumedMasterState, row.newDocumentState));
    if (news.length === 0) return [];
    context.leaving(news.map((row) => row.newDocumentState));
    const answers = await send(context, news);
    const authoritative: WithDeleted<Doc<Name>>[] = [];
    const judged: Judged<Name>[] = [];
    for (const { newDocumentState: sent } of news) {
      const told = answers.get(sent.id) ?? { document: null, refusal: null };
      if (told.refusal === null) judged.push(judgedOf(context.name, sent, told.document ?? sent));
      const document = await settle(sent, told);
      if (document !== null) authoritative.push(document);
    }
    context.judged(judged);
    return authoritative;
  };
}

/** Without RxDB's mark of deletion, as the rest of the kiosk knows documents. */
const judgedOf = <Name extends PushedCollection>(
  name: Name,
  sent: Doc<Name>,
  state: Doc<Name>,
): Judged<Name> => ({
  sent: takeDocument(name, sent),
  state: takeDocument(name, state),
});

async function send<Name extends PushedCollection>(
  context: PushContext<Name>,
  rows: readonly Row<Name>[],
): Promise<Map<string, Told<Name>>> {
  const { name, ask, signal } = context;
  try {
    const body = await ask('POST', `/${name}/${COLLECTIONS[name].version}/push`, signal, rows);
    return read(context, rows, body);
  } catch (error) {
    const middle = Math.ceil(rows.length / 2);
    if (!(error instanceof TooLarge) || rows.length < 2) throw error;
    const first = await send(context, rows.slice(0, middle));
    return new Map([...first, ...(await send(context, rows.slice(middle)))]);
  }
}

/** Takes the answer apart; documents of rows that were not in this call are dropped, for RxDB would throw. */
function read<Name extends PushedCollection>(
  { name, faults }: PushContext<Name>,
  rows: readonly Row<Name>[],
  body: unknown,
): Map<string, Told<Name>> {
  const sent = new Map(rows.map((row) => [row.newDocumentState.id as string, row.newDocumentState]));
  const answers = new Map<string, Told<Name>>();
  try {
    const parsed = PushAnswer.safeParse(body);
    if (!parsed.success) throw new Malformed('', z.prettifyError(parsed.error));
    for (const answer of parsed.data) {
      const asked = sent.get(answer.id);
      if (asked === undefined) continue;
      const { _refused: refusal, ...wire } = answer;
      answers.set(answer.id, {
        document: wire._deleted
          ? { ...asked, _deleted: true }
          : { ...takeDocument(name, wire), _deleted: false },
        refusal: refusal ?? (wire._deleted ? NOT_STORED : null),
      });
    }
  } catch (error) {
    if (error instanceof Malformed) {
      const { id, message } = error;
      faults.raise(`malformed:${name}`, { kind: 'malformed', collection: name, id, message });
    }
    throw error;
  }
  faults.clear(`malformed:${name}`);
  return answers;
}
