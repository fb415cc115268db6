import type { BridgeInput, TerminalPayment } from '#shared/wire/bridge.ts';
import { Currency, Money, PaymentId, RefundId } from '#shared/wire/scalars.ts';
import type { BehaviourSwitch, TerminalBehaviour } from './behaviour.ts';
import { type Note, openBook } from './driver/book.ts';
import { openDriver } from './driver/driver.ts';
import type { TerminalWire } from './driver/wire.ts';
import type { LedgerEntry, LedgerStore } from './ledger.ts';
import { NEXO_PATH, startNexoSimulator } from './nexo/simulator.ts';
import { nexoWire } from './nexo/wire.ts';
import type { TerminalPort } from './port.ts';
import { type Engine, type EngineTimes, openEngine } from './simulated/engine.ts';
import type { SimulatedServer } from './simulated/server.ts';
import type { Protocol } from './simulator.ts';
import { openRelay, type Relay } from './testing-relay.ts';
import { startZvtSimulator } from './zvt/simulator.ts';
import { zvtWire } from './zvt/wire.ts';

export const payment = (id: string, amount = 1_500): TerminalPayment => ({
  paymentId: PaymentId.parse(id),
  amount: Money.parse(amount),
  currency: Currency.parse('EUR'),
});
export const about = (id: string) => ({ paymentId: PaymentId.parse(id) });
export const refundOf = (id: string, amount = 500): BridgeInput<'terminalRefund'> => ({
  refundId: RefundId.parse(id),
  amount: Money.parse(amount),
  currency: Currency.parse('EUR'),
});

/** In milliseconds: how the simulated terminal behaves, and how long the till waits for it. */
export type RigTimes = EngineTimes & {
  readonly replyMs: number;
  readonly answerMs: number;
  readonly silenceMs: number;
};

export type RigOptions = {
  readonly protocol: Protocol;
  readonly times: RigTimes;
  readonly reversesUnheard?: boolean;
  /** What stands in the till's book already. */
  readonly known?: readonly Note[];
};

/** A till and its terminal, each of which can lose its power while its disk stays. */
export type Rig = AsyncDisposable & {
  /** The till that lives now. */
  readonly port: TerminalPort;
  readonly engine: Engine;
  readonly server: SimulatedServer;
  /** Everything the till has put on its disk. */
  readonly notes: readonly Note[];
  /** The till's disk takes nothing. */
  diskFull: boolean;
  behave(next: TerminalBehaviour['next']): Promise<void>;
  /** The terminal's own word, oldest first. */
  ledger(): Promise<readonly LedgerEntry[]>;
  /** The till dies: nothing it was about to do happens. Another one comes up on its disk. */
  killTill(): void;
  /** The terminal is taken from the network. */
  unplug(): Promise<void>;
  /** The terminal loses its power and comes back with its ledger. */
  killTerminal(): Promise<void>;
};

function memoryStore(): LedgerStore {
  let text: string | null = null;
  return {
    read: async () => text,
    write: async (next) => {
      text = next;
    },
  };
}

export function memorySwitch(): BehaviourSwitch {
  let now: TerminalBehaviour = { next: 'approve' };
  return {
    read: async () => now,
    write: async (next) => {
      now = next;
    },
  };
}

export async function openRig({
  protocol,
  times,
  reversesUnheard = false,
  known = [],
}: RigOptions): Promise<Rig> {
  const store = memoryStore();
  const behaviour = memorySwitch();
  const notes: Note[] = [...known];
  const newEngine = (): Engine => openEngine(store, behaviour, () => 1_700_000_000_000, times);
  const newServer = (engine: Engine): Promise<SimulatedServer> =>
    protocol === 'zvt'
      ? startZvtSimulator(engine, { replyMs: times.replyMs, reversesUnheard })
      : startNexoSimulator(engine);
  let engine = newEngine();
  let server = await newServer(engine);
  let life = 0;
  let relay: Relay | null = null;
  const born = (): TerminalPort => {
    life += 1;
    const mine = life;
    const record = async (note: Note): Promise<void> => {
      // A till that died writes no more, and does nothing that waits for its disk.
      if (mine !== life) return new Promise(() => undefined);
      if (rig.diskFull) throw new Error('the disk is full');
      notes.push(note);
    };
    relay?.cut();
    relay = openRelay(() => server.address);
    const wire = wireOf(protocol, times, relay);
    return openDriver({ wire, book: openBook(notes, record) });
  };
  let port: TerminalPort | null = null;
  const rig: Rig = {
    get port() {
      port ??= born();
      return port;
    },
    get engine() {
      return engine;
    },
    get server() {
      return server;
    },
    notes,
    diskFull: false,
    behave: (next) => behaviour.write({ next }),
    ledger: async () => (await engine.ledger()).list(),
    killTill: () => {
      port = born();
    },
    unplug: async () => {
      port ??= born();
      await relay?.unplug();
    },
    killTerminal: async () => {
      await server.close();
      engine = newEngine();
      server = await newServer(engine);
    },
    [Symbol.asyncDispose]: async () => {
      relay?.cut();
      await server.close();
    },
  };
  return rig;
}

function wireOf(protocol: Protocol, times: RigTimes, relay: Relay): TerminalWire {
  const { answerMs, silenceMs } = times;
  const connectMs = answerMs;
  if (protocol === 'zvt')
    return zvtWire('rig', {
      address: () => relay.address(),
      password: 0,
      times: { connectMs, acknowledgeMs: answerMs, silenceMs, commandMs: 10 * silenceMs },
    });
  return nexoWire('rig', {
    url: async () => {
      const { host, port } = await relay.address();
      return `http://${host}:${port}${NEXO_PATH}`;
    },
    names: { saleId: 'Till-1', poiId: 'SIM-1' },
    now: () => 1_700_000_000_000,
    times: { connectMs, answerMs: silenceMs, patienceMs: silenceMs, notFoundMs: 0 },
  });
}
