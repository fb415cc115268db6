import { z } from 'zod';
import { stripBookkeeping } from '#shared/domain/booking/parse.ts';
import { sameJson } from '#shared/domain/equal.ts';
import { omit } from '#shared/domain/pick.ts';
import { moneyFact } from '#shared/domain/reports/journal-money.ts';
import { AdmissionId, instant, JournalEntryId, ShiftId } from '#shared/wire/scalars.ts';
import { Admission, JournalEntry, Shift } from '#shared/wire/till.ts';
import type { Caller } from '../engine.ts';
import { advanceHead } from '../journal/heads.ts';
import type { Tx } from '../store/store.ts';
import type { Ruled } from './answer.ts';
import { type RowRuler, refuse } from './rows.ts';

const idOf = <Id extends string>(schema: z.ZodType<Id>, sent: unknown): Id | null => {
  const named = z.object({ id: schema }).safeParse(sent);
  return named.success ? named.data.id : null;
};

type Kept = { readonly id: string; readonly deviceId: string };

/** What others wrote is not shown to a lobby kiosk. */
const shown = <Document extends Kept>({ device }: Caller, document: Document | null): Document | null =>
  document === null || (device.kind === 'lobby' && document.deviceId !== device.id) ? null : document;

const retired = refuse('retired-device', 'This device is retired; what it reports is kept for a supervisor.');

type RecordRuling = { readonly document: Kept | null; readonly refusal: Ruled['refusal'] };
type RecordRuler<Document> = (tx: Tx, caller: Caller, document: Document) => Promise<RecordRuling>;

/** A ruler for a collection whose rows are parsed by `schema` and ruled on by `rule`. */
function recordRuler<Document>(
  name: 'shifts' | 'journal' | 'admissions',
  ids: z.ZodType<string>,
  schema: z.ZodType<Document>,
  rule: RecordRuler<Document>,
): RowRuler {
  const left = async (tx: Tx, caller: Caller, id: string, refusal: Ruled['refusal']): Promise<Ruled> => ({
    id,
    document: shown(caller, await tx.document(caller.device.cinemaId, name, id)),
    refusal,
  });
  return {
    async rule(tx, caller, sent) {
      const row = stripBookkeeping(sent);
      const id = idOf(ids, row);
      if (id === null) return null;
      if (caller.device.retired) return left(tx, caller, id, retired);
      const parsed = schema.safeParse(row);
      if (!parsed.success)
        return left(tx, caller, id, refuse('malformed', z.prettifyError(parsed.error).slice(0, 2_000)));
      const { document, refusal } = await rule(tx, caller, parsed.data);
      return { id, document: shown(caller, document), refusal };
    },
    async salvage(tx, caller, sent) {
      const id = idOf(ids, sent);
      return id === null ? null : left(tx, caller, id, null);
    },
  };
}

const foreign = (caller: Caller, row: { cinemaId: string; deviceId: string }): Ruled['refusal'] => {
  if (row.cinemaId !== caller.device.cinemaId)
    return refuse('foreign-cinema', 'This device belongs to another cinema.');
  return row.deviceId === caller.device.id
    ? null
    : refuse('immutable', 'This record belongs to another device.');
};

const never = (): boolean => false;

/** No record has ever been changed more often. */
const REV_MAX = 1_000_000_000;

/** What a restored server takes back of a record it had acknowledged: from its own device, or a till that has a copy. */
function isReport({ device }: Caller, sent: { rev: number; cinemaId: string; deviceId: string }): boolean {
  const tills = device.kind === 'counter' || device.kind === 'manager';
  if (sent.rev < 1 || sent.rev > REV_MAX || sent.cinemaId !== device.cinemaId) return false;
  return tills || sent.deviceId === device.id;
}

/**
 * A shift is its own device's; each accepted change names the revision before it, and closed is final. A restored
 * server that is closed takes over revisions beyond its own as they are.
 */
export function shiftRuler(now: () => number, isClosed: () => boolean = never): RowRuler {
  const plain = (shift: Shift) => omit(shift, ['rev', 'updatedAt']);
  return recordRuler('shifts', ShiftId, Shift, async (tx, caller, sent) => {
    const { device } = caller;
    const known = await tx.document(device.cinemaId, 'shifts', sent.id);
    if (known !== null && sameJson(plain(known), plain(sent))) return { document: known, refusal: null };
    if (isClosed() && sent.rev > (known?.rev ?? 0) && isReport(caller, sent)) {
      await tx.writeDocument(device.cinemaId, 'shifts', sent, { deviceId: sent.deviceId });
      return { document: sent, refusal: null };
    }
    const refusal = foreign(caller, sent) ?? (known === null ? null : foreign(caller, known));
    if (refusal !== null) return { document: known, refusal };
    if (known?.status === 'closed')
      return { document: known, refusal: refuse('immutable', 'This shift is closed.') };
    if (sent.rev !== (known?.rev ?? 0) && known !== null) return { document: known, refusal: null };
    const next: Shift = { ...sent, rev: (known?.rev ?? 0) + 1, updatedAt: instant(now()) };
    await tx.writeDocument(device.cinemaId, 'shifts', next, { deviceId: device.id });
    return { document: next, refusal: null };
  });
}

/** The journal only grows: an entry is written once by its own device and never changes. */
export function journalRuler(now: () => number): RowRuler {
  return recordRuler('journal', JournalEntryId, JournalEntry, async (tx, caller, sent) => {
    const { device } = caller;
    const known = await tx.document(device.cinemaId, 'journal', sent.id);
    if (known !== null && sameJson(known, sent)) return { document: known, refusal: null };
    if (known !== null)
      return {
        document: known,
        refusal: refuse('immutable', 'The journal has another entry under this number.'),
      };
    const refusal = foreign(caller, sent);
    if (refusal !== null) return { document: null, refusal };
    if (sent.id !== `${sent.deviceId}.${sent.seq}`)
      return { document: null, refusal: refuse('malformed', 'An entry’s id is its device and number.') };
    await tx.writeDocument(device.cinemaId, 'journal', sent, { deviceId: device.id });
    await advanceHead(tx, sent, now());
    const fact = moneyFact(sent);
    if (fact !== null) await tx.writeJournalMoney(sent, fact, now());
    return { document: sent, refusal: null };
  });
}

/** A scan is kept as it was made, but only the first of a ticket's copy has opened the door. */
export function admissionRuler(isClosed: () => boolean = never): RowRuler {
  return recordRuler('admissions', AdmissionId, Admission, async (tx, caller, sent) => {
    const { device } = caller;
    const known = await tx.document(device.cinemaId, 'admissions', sent.id);
    if (known !== null) return { document: known, refusal: null };
    const refusal = isClosed() && isReport(caller, sent) ? null : (foreign(caller, sent) ?? mayScan(caller));
    if (refusal !== null) return { document: null, refusal };
    const opens =
      sent.result !== 'admitted' || (await tx.admit(device.cinemaId, sent.ticketId, sent.revision, sent.id));
    const next: Admission = { ...sent, rev: 1, result: opens ? sent.result : 'already-admitted' };
    await tx.writeDocument(device.cinemaId, 'admissions', next, {
      deviceId: sent.deviceId,
      relevantMs: Date.parse(sent.at),
    });
    return { document: next, refusal: null };
  });
}

const mayScan = ({ device }: Caller): Ruled['refusal'] => {
  return device.kind === 'lobby' ? refuse('not-allowed', 'A lobby kiosk opens no doors.') : null;
};
