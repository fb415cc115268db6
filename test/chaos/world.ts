import { type ChildProcess, fork } from 'node:child_process';
import { freePort, type Listening, type Program, startServer } from '../support/processes.ts';
import { ROOT } from '../support/source.ts';
import { seatsWrong, truthOf } from './audit.ts';
import { dice } from './dice.ts';
import { furnishHouse } from './house.ts';
import { FromTill, type ToTill } from './messages.ts';
import { FaultyLine } from './proxy.ts';

export type ChaosOptions = {
  readonly folder: string;
  readonly tills: number;
  /** Cuts and stalls of a till's line, each of 0.1 s up to `partitionMsMax`. */
  readonly partitions: number;
  readonly partitionMsMax: number;
  /** `kill -9` of the server, and its start on the same database. */
  readonly kills: number;
  readonly seed: number;
  readonly progress: (sentence: string) => void;
};

export type ChaosReport = {
  readonly sales: number;
  readonly leased: number;
  readonly promised: number;
  readonly conflicted: number;
  readonly bookings: number;
  readonly healMs: number;
  readonly wrong: readonly string[];
};

const HEAL_MS_MAX = 60_000;
const ENTRUSTED_MS = 3_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

class Server {
  readonly port: number;
  readonly db: string;
  #running: (Listening & { program: Program }) | null = null;

  constructor(port: number, db: string) {
    this.port = port;
    this.db = db;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#running = await startServer({ db: this.db, port: this.port, demo: false });
  }

  async kill(): Promise<void> {
    await this.#running?.program.stop('SIGKILL');
    this.#running = null;
  }

  async stop(): Promise<void> {
    await this.#running?.program.stop();
  }
}

/** A till's process and its line. */
class RemoteTill {
  readonly line: FaultyLine;
  readonly #process: ChildProcess;

  constructor(line: FaultyLine) {
    this.line = line;
    this.#process = fork(`${ROOT}/test/chaos/till-process.ts`, [], {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** Sends one order and waits for its answer. Throws what went wrong there. */
  async ask<Kind extends FromTill['kind']>(
    order: ToTill,
    kind: Kind,
  ): Promise<Extract<FromTill, { kind: Kind }>> {
    const heard = new Promise<unknown>((resolve, reject) => {
      const ended = (): void => reject(new Error('a till’s process has ended'));
      this.#process.once('exit', ended);
      this.#process.once('message', (message) => {
        this.#process.off('exit', ended);
        resolve(message);
      });
    });
    this.#process.send(order);
    const answer = FromTill.parse(await heard);
    if (isOf(answer, kind)) return answer;
    throw new Error(answer.kind === 'failed' ? answer.message : `the till answered ${answer.kind}`);
  }

  async close(): Promise<void> {
    this.#process.disconnect();
    await this.line.close();
  }
}

const isOf = <Kind extends FromTill['kind']>(
  answer: FromTill,
  kind: Kind,
): answer is Extract<FromTill, { kind: Kind }> => answer.kind === kind;

/** Tills that sell while their lines are cut and the server is killed; then all heals, and everything is compared. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const random = dice(options.seed);
  const server = new Server(await freePort(), `${options.folder}/server.sqlite`);
  const tills: RemoteTill[] = [];
  try {
    const codes = await furnishHouse(server.db, options.tills);
    await server.start();
    let token = '';
    for (const code of codes) {
      const till = new RemoteTill(await FaultyLine.open(server.port));
      tills.push(till);
      const { line } = till;
      const name = `Counter ${tills.length}`;
      const seed = options.seed + tills.length;
      ({ token } = await till.ask({ kind: 'open', serverUrl: line.url, code, name, seed }, 'opened'));
    }
    // They are entrusted seats before the first fault.
    await sleep(ENTRUSTED_MS);
    await Promise.all([cutLines(tills, options, random), killServer(server, options, random)]);
    for (const { line } of tills) line.become('none');
    const healedMs = performance.now();
    await Promise.all(tills.map((till) => till.ask({ kind: 'finish' }, 'finished')));
    return await compare(server, tills, token, healedMs);
  } finally {
    await Promise.all(tills.map((till) => till.close()));
    await server.stop();
  }
}

async function cutLines(
  tills: readonly RemoteTill[],
  { partitions, partitionMsMax, progress }: ChaosOptions,
  random: () => number,
): Promise<void> {
  for (let n = 1; n <= partitions; n += 1) {
    const till = tills[Math.floor(random() * tills.length)];
    const others = random() < 0.3 ? tills : [];
    const fault = random() < 0.6 ? 'cut' : 'stalled';
    for (const one of new Set([...others, ...(till === undefined ? [] : [till])])) one.line.become(fault);
    await sleep(100 + random() * (partitionMsMax - 100));
    for (const { line } of tills) line.become('none');
    await sleep(200 + random() * 800);
    if (n % 10 === 0) progress(`${n} of ${partitions} partitions`);
  }
}

async function killServer(
  server: Server,
  { kills, progress }: ChaosOptions,
  random: () => number,
): Promise<void> {
  for (let n = 1; n <= kills; n += 1) {
    await sleep(300 + random() * 1_500);
    await server.kill();
    await sleep(random() * 500);
    await server.start();
    if (n % 10 === 0) progress(`${n} of ${kills} kills`);
  }
}

/** Looks again and again until nothing is wrong any more, or the time for healing is over. */
async function compare(
  server: Server,
  tills: readonly RemoteTill[],
  token: string,
  healedMs: number,
): Promise<ChaosReport> {
  for (;;) {
    const order = { kind: 'audit', serverUrl: server.url } as const;
    const audits = await Promise.all(tills.map((till) => till.ask(order, 'audited')));
    const truth = await truthOf(server.url, token);
    const wrong = [...seatsWrong(truth), ...audits.flatMap((audit) => audit.wrong)];
    const healMs = performance.now() - healedMs;
    if (wrong.length > 0 && healMs < HEAL_MS_MAX) {
      await sleep(500);
      continue;
    }
    const total = (of: 'sales' | 'leased' | 'promised'): number =>
      audits.reduce((sum, { counts }) => sum + counts[of], 0);
    return {
      sales: total('sales'),
      leased: total('leased'),
      promised: total('promised'),
      conflicted: [...truth.bookings.values()].filter(({ status }) => status === 'conflicted').length,
      bookings: truth.bookings.size,
      healMs: Math.round(healMs),
      wrong,
    };
  }
}
