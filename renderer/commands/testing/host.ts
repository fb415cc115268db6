import { identityOf } from '#renderer/replica/testing/house.ts';
import type { Bridge, BridgeInput, PrintResult, ReceiptJob } from '#shared/wire/bridge.ts';
import { JournalEntryId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';

/** Where a test lets the page die: the verb is (or is not) done, and its answer never arrives. */
export type Death = 'before-journal' | 'after-journal' | 'printing' | null;

/** A host that outlives the page: its journal is the file, its printer keeps what it was given. */
export class FakeHost {
  readonly journal: JournalEntry[] = [];
  readonly printed: BridgeInput<'print'>[] = [];
  readonly receipts: ReceiptJob[] = [];
  /** What happens to a job on the ticket printer while there is a receipt printer, too. */
  hasSpare = false;
  readonly drawer: string[] = [];
  death: Death = null;
  /** What the journal does when asked to append. */
  disk: 'works' | 'full' | 'answer-lost' = 'works';
  printer: PrintResult['result'] | 'gone' = 'printed';

  readonly bridge: Bridge = {
    identity: () => Promise.resolve(identityOf(1)),
    enrol: () => Promise.resolve(identityOf(1)),
    signTicket: ({ ticketId, revision }) => Promise.resolve({ qr: `F1.${ticketId}.${revision}` }),
    print: async (job) => {
      if (this.death === 'printing') return never();
      if (this.printer === 'gone') throw new Error('the printer does not answer');
      if (job.on === 'receipt-printer' || this.printer === 'printed') {
        this.printed.push(job);
        return { result: 'printed' };
      }
      return this.hasSpare && this.printer === 'failed'
        ? { result: 'failed', spare: true }
        : { result: this.printer };
    },
    printReceipt: async (job) => {
      this.receipts.push(job);
      return { result: 'printed' };
    },
    openDrawer: async ({ reason }) => {
      this.drawer.push(reason);
      return { result: 'printed' };
    },
    appendJournal: async ({ at, event, replicaId, shiftId, staffId }) => {
      if (this.death === 'before-journal') return never();
      if (this.disk === 'full') throw new Error('no space left on device');
      const seq = this.journal.length + 1;
      const { deviceId, cinemaId } = identityOf(1);
      const entry: JournalEntry = {
        id: JournalEntryId.parse(`${deviceId}.${seq}`),
        cinemaId,
        deviceId,
        seq,
        prev: '',
        at,
        event,
        hash: `hash-${seq}`,
        signature: 'signed',
        ...(replicaId === undefined ? {} : { replicaId }),
        ...(shiftId === undefined ? {} : { shiftId }),
        ...(staffId === undefined ? {} : { staffId }),
      };
      this.journal.push(entry);
      if (this.disk === 'answer-lost') throw new Error('the answer got lost');
      return this.death === 'after-journal' ? never() : entry;
    },
    readJournal: ({ afterSeq }) =>
      Promise.resolve({ entries: this.journal.filter((entry) => entry.seq > afterSeq).slice(0, 500) }),
    terminalBegin: notHere,
    terminalInquire: notHere,
    terminalReverse: notHere,
    terminalAbort: notHere,
    terminalRefund: notHere,
    terminalEndOfDay: notHere,
    enterKiosk: notHere,
    leaveKiosk: notHere,
    rememberSignIn: notHere,
    hearStaff: notHere,
    offlineStaff: notHere,
    signInOffline: notHere,
  };
}

const never = <T>(): Promise<T> => new Promise(() => {});
const notHere = (): Promise<never> => Promise.reject(new Error('this host has no such thing'));
