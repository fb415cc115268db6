import { join } from 'node:path';
import type { JournalAppend } from '#shared/wire/bridge.ts';
import type { TerminalChoice } from './choose.ts';
import { type Note, openBook } from './driver/book.ts';
import { type BookFile, openBookFile } from './driver/book-file.ts';
import { openDriver } from './driver/driver.ts';
import type { TerminalWire } from './driver/wire.ts';
import { evidenceOf } from './evidence.ts';
import { nexoWire } from './nexo/wire.ts';
import type { TerminalPort } from './port.ts';
import { openTerminalSimulator, type TerminalSimulator } from './simulator.ts';
import { zvtWire } from './zvt/wire.ts';

export type TerminalOptions = {
  /** The device's. */
  readonly folder: string;
  readonly choice: TerminalChoice;
  readonly now: () => number;
  /** Appends to the device's journal, which nobody can bend: money that moved at the terminal stands there first. */
  readonly journal: (entry: JournalAppend) => Promise<void>;
};

export type Terminal = {
  readonly port: TerminalPort;
  /** Null when a real terminal is in use. */
  readonly simulator: TerminalSimulator | null;
  close(): Promise<void>;
};

/** A person looks for a card and thinks of its PIN: real terminals are given more time than simulated ones. */
const ZVT_TIMES = { connectMs: 3_000, acknowledgeMs: 5_000, silenceMs: 90_000, commandMs: 300_000 };
const NEXO_TIMES = { connectMs: 3_000, answerMs: 150_000, patienceMs: 60_000, notFoundMs: 120_000 };
const SIMULATED_ZVT_TIMES = { ...ZVT_TIMES, silenceMs: 12_000, commandMs: 60_000 };
/** A simulated terminal begins nothing for a till that hung up, so what it does not know never was. */
const SIMULATED_NEXO_TIMES = { connectMs: 3_000, answerMs: 12_000, patienceMs: 12_000, notFoundMs: 0 };

/**
 * The till's card terminal by its settings: the driver, its book in the device's folder, and the simulator where there is
 * no terminal. The book is read at the first use; one that cannot be read is said at each, and nothing is charged.
 */
export function openTerminal(options: TerminalOptions): Terminal {
  const { folder, choice, now } = options;
  const simulator = choice.kind === 'simulated' ? openTerminalSimulator(folder, choice.protocol, now) : null;
  const wire = simulator === null ? realWire(choice, now) : simulatedWire(simulator, now);
  let opened: Promise<{ port: TerminalPort; file: BookFile }> | null = null;
  const driver = (): Promise<TerminalPort> => {
    opened ??= openBookFile(join(folder, 'terminal')).then((file) => ({
      file,
      port: openDriver({ wire, book: openBook(file.known, recordIn(file, options)) }),
    }));
    // One that could not be read is tried again at the next call.
    opened.catch(() => {
      opened = null;
    });
    return opened.then(({ port }) => port);
  };
  return {
    simulator,
    port: {
      begin: async (payment) => (await driver()).begin(payment),
      inquire: async (about) => (await driver()).inquire(about),
      reverse: async (about) => (await driver()).reverse(about),
      abort: async (about) => (await driver()).abort(about),
      refund: async (order) => (await driver()).refund(order),
      endOfDay: async (till) => (await driver()).endOfDay(till),
    },
    close: async () => {
      await simulator?.close();
      const open = opened === null ? null : await opened.catch(() => null);
      await open?.file.close();
    },
  };
}

/**
 * First the journal, then the driver's own book: what the book knows is in the journal. Either may reject; then the
 * terminal is told that its word was not taken.
 */
function recordIn(file: BookFile, { journal, now }: TerminalOptions): (note: Note) => Promise<void> {
  /** What stands in the journal as charged does not stand there again once that is certain. */
  const charged = new Set<Note['id']>();
  return async (note) => {
    const evidence = note.kind === 'captured' && charged.delete(note.id) ? null : evidenceOf(note, now());
    if (evidence !== null) await journal(evidence);
    if (note.kind === 'heard') charged.add(note.id);
    await file.record(note);
  };
}

function simulatedWire(simulator: TerminalSimulator, now: () => number): TerminalWire {
  const { protocol, address, url } = simulator;
  const name = `simulated ${protocol}`;
  return protocol === 'zvt'
    ? zvtWire(name, { address, password: 0, times: SIMULATED_ZVT_TIMES })
    : nexoWire(name, { url, now, names: { saleId: 'Foyer', poiId: 'SIM-1' }, times: SIMULATED_NEXO_TIMES });
}

function realWire(choice: TerminalChoice, now: () => number): TerminalWire {
  switch (choice.kind) {
    case 'zvt': {
      const { host, port, password } = choice;
      const address = async () => ({ host, port });
      return zvtWire(`zvt ${host}:${port}`, { address, password, times: ZVT_TIMES });
    }
    case 'nexo': {
      const { url, saleId, poiId } = choice;
      const names = { saleId, poiId };
      return nexoWire(`nexo ${url} ${poiId}`, { url: async () => url, now, names, times: NEXO_TIMES });
    }
    case 'simulated':
      throw new Error('a simulated terminal has a simulator');
  }
}
