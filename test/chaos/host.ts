import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import { JournalEntryId } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';

const notHere = (): Promise<never> => Promise.reject(new Error('this till takes cash only'));

/** A till's host that outlives its page: what it has journalled and printed stays. */
export function steadyHost(identity: EnrolledIdentity): { bridge: Bridge; journal: readonly JournalEntry[] } {
  const journal: JournalEntry[] = [];
  const bridge: Bridge = {
    identity: async () => identity,
    enrol: async () => identity,
    signTicket: async ({ ticketId, revision }) => ({ qr: `F1.${ticketId}.${revision}` }),
    print: async () => ({ result: 'printed' }),
    printReceipt: async () => ({ result: 'printed' }),
    openDrawer: async () => ({ result: 'printed' }),
    appendJournal: async ({ at, event, replicaId, shiftId, staffId }) => {
      const seq = journal.length + 1;
      const { deviceId, cinemaId } = identity;
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
      journal.push(entry);
      return entry;
    },
    readJournal: async ({ afterSeq }) => ({
      entries: journal.filter((entry) => entry.seq > afterSeq).slice(0, 500),
    }),
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
  return { bridge, journal };
}
