import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb';
import { z } from 'zod';
import { COLLECTIONS, type Doc, type PushedCollection } from '#shared/wire/collections.ts';
import { PushAnswer, type Refusal } from '#shared/wire/messages.ts';
import { type Ask, TooLarge } from './ask.ts';
import type { Faults } from './faults.ts';
import { Malformed, takeDocument } from './pull.ts';
import type { RefusedWrite } from './types.ts';

/** Rows sent at once: two full bookings of twenty seats each, twice, stay far below what the server takes. */
export const PUSH_BATCH = 20;

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
  /** Whether the server has said newer of a document than this since. */
  readonly isOlder: (document: Doc<Name>) => boolean;
  /** Whether a document carries money that `state` (null: nothing) does not know. */
  readonly holdsMoney: (sent: Doc<Name>, state: Doc<Name> | null) => boolean;
};

const NOT_STORED: Refusal = { code: 'internal', message: 'The server could not store this document.' };

export type Told<Name extends PushedCollection> = {
  readonly document: WithDeleted<Doc<Name>> | null;
  readonly refusal: Refusal | null;
};

/** Without RxDB's mark of deletion, as the rest of the kiosk knows documents. */
export const judgedOf = <Name extends PushedCollection>(
  name: Name,
  sent: Doc<Name>,
  state: Doc<Name>,
): Judged<Name> => ({
  sent: takeDocument(name, sent),
  state: takeDocument(name, state),
});

/** Sends rows and takes the answer apart, by the ids of documents; halved where the server does not take so many. */
export async function send<Name extends PushedCollection>(
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
