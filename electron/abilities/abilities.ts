import { uptime } from 'node:os';
import { bytesToSign, encodeTicketQr } from '#shared/domain/ticket-qr.ts';
import type { Bridge, BridgeInput, Identity } from '#shared/wire/bridge.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import type { Fetch } from './enrolment.ts';
import { HostError } from './host-error.ts';
import { type Device, openDevice } from './identity.ts';
import { askForHead } from './journal/ask-head.ts';
import type { AskHead } from './journal/head.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { type KioskExit, openKioskExit } from './kiosk-exit.ts';
import type { PrinterChoice } from './printer/choose.ts';
import { openPrinters } from './printer/printers.ts';
import { plainBox, type SecretBox } from './secret-box.ts';
import { openSignIns } from './sign-in/sign-ins.ts';
import { signInVerbs } from './sign-in/verbs.ts';
import type { PrinterSimulator } from './simulator/simulator.ts';
import type { TerminalChoice } from './terminal/choose.ts';
import { openTerminal } from './terminal/open.ts';
import type { TerminalSimulator } from './terminal/simulator.ts';

/** The window that shows the page, where the host has one of its own. */
export type KioskWindow = {
  /** Fills the screen and shuts every way out; again changes nothing. */
  lock(): void;
  unlock(): void;
};

export type AbilitiesOptions = {
  readonly folder: string;
  readonly serverUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since this machine was started, by default the system's. */
  readonly uptimeMs?: () => number;
  /** The ticket printer; without a choice a simulated one. */
  readonly printer?: PrinterChoice;
  /** A second printer, for receipts, that takes tickets when the first cannot; null or without a choice: there is none. */
  readonly receiptPrinter?: PrinterChoice | null;
  /** Which card terminal it has; without a choice a simulated one that speaks ZVT. */
  readonly terminal?: TerminalChoice;
  readonly box?: SecretBox;
  /** Null while there is no window yet. */
  readonly window?: () => KioskWindow | null;
  readonly fetch?: Fetch;
};

/** Everything a host can do for its page, the same behind Electron's IPC and behind the loopback agent. */
export type Abilities = {
  readonly bridge: Bridge;
  readonly device: Device;
  /** Null when a real printer is in use. */
  readonly simulator: PrinterSimulator | null;
  /** Null when there is no receipt printer, or a real one. */
  readonly receiptSimulator: PrinterSimulator | null;
  /** Null when a real terminal is in use. */
  readonly terminal: TerminalSimulator | null;
  readonly kioskExit: KioskExit;
  close(): Promise<void>;
};

type Enrolled = Extract<Identity, { enrolled: true }>;

/** Opens the device and what belongs to it. Throws `HostError` when another process has it open. */
export async function openAbilities(options: AbilitiesOptions): Promise<Abilities> {
  const { folder, now } = options;
  const device = await openDevice(options);
  const printers = openPrinters(folder, now, options.printer, options.receiptPrinter ?? null);
  const journals = journalOf(device, now, options.fetch ?? globalThis.fetch);
  const terminal = openTerminal({
    folder,
    now,
    choice: options.terminal ?? { kind: 'simulated', protocol: 'zvt' },
    journal: async (entry) => {
      // Before it is enrolled a device has no journal, and sells nothing.
      if (device.identity().enrolled) await (await journals.open()).append(entry);
    },
  });
  const kioskExit = openKioskExit(folder, now);
  const signIns = openSignIns({
    folder,
    box: options.box ?? plainBox,
    owner: () => ownId(device),
    now,
    uptimeMs: options.uptimeMs ?? (() => uptime() * 1_000),
  });
  const bridge: Bridge = {
    identity: async () => device.identity(),
    enrol: (input) => device.enrol(input),
    signTicket: async (claim) => ({ qr: signTicket(device, claim) }),
    print: printers.print,
    printReceipt: printers.printReceipt,
    openDrawer: printers.openDrawer,
    appendJournal: async (input): Promise<JournalEntry> => (await journals.open()).append(input),
    readJournal: async ({ afterSeq }) => ({ entries: await (await journals.open()).read(afterSeq) }),
    terminalBegin: terminal.port.begin,
    terminalInquire: terminal.port.inquire,
    terminalReverse: terminal.port.reverse,
    terminalAbort: terminal.port.abort,
    terminalRefund: terminal.port.refund,
    terminalEndOfDay: terminal.port.endOfDay,
    enterKiosk: async () => {
      const window = options.window?.() ?? null;
      window?.lock();
      return { fillsScreen: window !== null };
    },
    leaveKiosk: async ({ pin }) => {
      const said = await kioskExit.check(pin);
      if (said.result === 'right') options.window?.()?.unlock();
      return said;
    },
    ...signInVerbs(signIns),
  };
  return {
    bridge,
    device,
    simulator: printers.tickets,
    receiptSimulator: printers.receipts,
    terminal: terminal.simulator,
    kioskExit,
    close: async () => {
      await terminal.close();
      await signIns.close();
      await journals.close();
      device.close();
    },
  };
}

/** Signs only what this device issues: its signature says which till a ticket came from. */
function signTicket(device: Device, claim: BridgeInput<'signTicket'>): string {
  const { deviceId } = enrolled(device);
  if (claim.deviceId !== deviceId) {
    throw new HostError(
      'foreign-ticket',
      `This till is ${deviceId} and signs no tickets of ${claim.deviceId}.`,
    );
  }
  return encodeTicketQr(claim, device.sign(bytesToSign(claim)));
}

/** The journal of whoever the device is now: an id given by a new enrolment begins a journal of its own. */
function journalOf(
  device: Device,
  now: () => number,
  fetch: Fetch,
): { open(): Promise<Journal>; close(): Promise<void> } {
  let current: { deviceId: string; journal: Promise<Journal> } | null = null;
  const close = async (): Promise<void> => {
    const before = current;
    current = null;
    if (before !== null) await before.journal.then((journal) => journal.close()).catch(() => undefined);
  };
  return {
    close,
    open: () => {
      const owner = enrolled(device);
      if (current?.deviceId === owner.deviceId) return current.journal;
      const closed = close();
      const { folder, publicKey } = device;
      const sign = (bytes: Uint8Array): Uint8Array => device.sign(bytes);
      const askHead: AskHead = (signal) => askForHead(fetch, enrolled(device), signal);
      const journal = closed.then(() => openJournal({ folder, owner, publicKey, sign, now, askHead }));
      current = { deviceId: owner.deviceId, journal };
      // One that could not be opened is tried again at the next call.
      journal.catch(() => {
        if (current?.journal === journal) current = null;
      });
      return journal;
    },
  };
}

function ownId(device: Device): Enrolled['deviceId'] | null {
  const identity = device.identity();
  return identity.enrolled ? identity.deviceId : null;
}

function enrolled(device: Device): Enrolled {
  const identity = device.identity();
  if (!identity.enrolled)
    throw new HostError('not-enrolled', 'This device is not enrolled with a server yet.');
  return identity;
}
