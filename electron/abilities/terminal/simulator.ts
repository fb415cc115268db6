import { join } from 'node:path';
import { type BehaviourSwitch, behaviourSwitch } from './behaviour.ts';
import { type Ledger, type LedgerEntry, ledgerFile, openLedger } from './ledger.ts';
import { NEXO_PATH, startNexoSimulator } from './nexo/simulator.ts';
import { type Display, type Engine, openEngine } from './simulated/engine.ts';
import type { SimulatedServer } from './simulated/server.ts';
import { startZvtSimulator } from './zvt/simulator.ts';

export type Protocol = 'zvt' | 'nexo';

/** What its page shows and switches. */
export type TerminalView = {
  readonly behaviour: BehaviourSwitch;
  readonly display: () => Display;
  /** Payments and refunds, newest first. */
  payments(): Promise<readonly LedgerEntry[]>;
};

/** A card terminal that is not there: it listens on the loopback address and speaks the protocol's own bytes. */
export type TerminalSimulator = TerminalView & {
  readonly protocol: Protocol;
  /** Where it listens; it starts with the first question. */
  readonly address: () => Promise<SimulatedServer['address']>;
  /** Of the nexo protocol. */
  readonly url: () => Promise<string>;
  close(): Promise<void>;
};

/** How a simulated terminal behaves in time, in milliseconds. */
export const SIMULATED_TIMES = {
  approvalMs: 1_000,
  slowMs: 8_000,
  /** Longer than any till waits. */
  lateMs: 20_000,
  replyMs: 5_000,
} as const;
export type SimulatedTimes = { readonly [Name in keyof typeof SIMULATED_TIMES]: number };

const folderOf = (deviceFolder: string): string => join(deviceFolder, 'terminal');

/** Its ledger lies in the device's folder, its behaviour is chosen on `/terminal`. Nothing is written before it is used. */
export function openTerminalSimulator(
  deviceFolder: string,
  protocol: Protocol,
  now: () => number,
  times: SimulatedTimes = SIMULATED_TIMES,
): TerminalSimulator {
  const folder = folderOf(deviceFolder);
  const engine = openEngine(ledgerFile(folder), behaviourSwitch(folder), now, times);
  let started: Promise<SimulatedServer> | null = null;
  const server = (): Promise<SimulatedServer> => {
    started ??= start(protocol, engine, times);
    return started;
  };
  const address: TerminalSimulator['address'] = async () => (await server()).address;
  return {
    ...viewOf(engine),
    protocol,
    address,
    url: async () => {
      const { host, port } = await address();
      return `http://${host}:${port}${NEXO_PATH}`;
    },
    close: async () => {
      if (started !== null) await (await started).close();
    },
  };
}

const start = (protocol: Protocol, engine: Engine, { replyMs }: SimulatedTimes): Promise<SimulatedServer> =>
  protocol === 'zvt'
    ? startZvtSimulator(engine, { replyMs, reversesUnheard: false })
    : startNexoSimulator(engine);

/** What lies in a till's folder, for looking at a terminal that another process runs. Nothing is changed by looking. */
export function terminalView(deviceFolder: string): TerminalView {
  const folder = folderOf(deviceFolder);
  return {
    behaviour: behaviourSwitch(folder),
    display: () => ({ kind: 'ready' }),
    payments: async () => shownOf(await openLedger(ledgerFile(folder))),
  };
}

const viewOf = (engine: Engine): TerminalView => ({
  behaviour: engine.behaviour,
  display: engine.display,
  payments: async () => shownOf(await engine.ledger()),
});

const shownOf = (ledger: Ledger): readonly LedgerEntry[] =>
  ledger
    .list()
    .filter(({ kind }) => kind !== 'reversal')
    .toReversed();
