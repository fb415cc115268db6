import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDirectory } from '#shared/domain/data-directory.ts';
import { openAbilities } from '../abilities/abilities.ts';
import { deviceDirectory } from '../abilities/device-directory.ts';
import { HostError, messageOf } from '../abilities/host-error.ts';
import { chosenPrinter, chosenReceiptPrinter } from '../abilities/printer/choose.ts';
import { chosenTerminal } from '../abilities/terminal/choose.ts';
import { startAgent } from './agent.ts';
import { type Invitation, watchEnrolment } from './enrolling.ts';
import { choosePort, rememberPort } from './port.ts';

const DEFAULT_PORT = 8411;
const DEFAULT_SERVER = 'http://127.0.0.1:8410';
const STOP_MS_MAX = 5_000;

const HELP = `Serves one till to a browser on this machine.

  --device NAME   folder of the device, default counter-1
  --data DIR      data directory, default FOYER_DATA or the user's
  --port N        port on 127.0.0.1, default that of last time, else ${DEFAULT_PORT}
  --server URL    sync server, default ${DEFAULT_SERVER}
  --enrol CODE    one-time code to enrol with, if this device is not enrolled
  --name NAME     what the device is called, default its folder's name
  --pages DIR     built pages, default out/renderer
  FOYER_PRINTER   tcp://ADDRESS of a real printer, or simulated, see /printer; with ?paper=58 for narrow paper,
                  &logo=FILE.png for a logo
  FOYER_RECEIPT_PRINTER  the same for a second printer, see /receipt-printer, or none
  FOYER_TERMINAL  zvt://ADDRESS or nexo://ADDRESS/POIID of a real card terminal, simulated:zvt or simulated:nexo, see /terminal
  FOYER_KIOSK_PIN the PIN by which staff leave a kiosk's public face, kept as a hash; default that of last time
`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
/** For whoever started the agent: one JSON object a line. */
const tell = (news: object): void => void process.stdout.write(`${JSON.stringify(news)}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      device: { type: 'string', default: 'counter-1' },
      data: { type: 'string' },
      port: { type: 'string' },
      server: { type: 'string', default: DEFAULT_SERVER },
      enrol: { type: 'string' },
      name: { type: 'string' },
      pages: { type: 'string', default: resolve(import.meta.dirname, '../../out/renderer') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const data =
    values.data ?? dataDirectory({ env: process.env, platform: process.platform, home: homedir() });
  const folder = deviceDirectory(data, values.device);
  const printer = chosenPrinter(process.env['FOYER_PRINTER']);
  const abilities = await openAbilities({
    folder,
    serverUrl: values.server,
    now: Date.now,
    terminal: chosenTerminal(process.env['FOYER_TERMINAL']),
    printer,
    receiptPrinter: chosenReceiptPrinter(process.env['FOYER_RECEIPT_PRINTER'], printer),
  });
  /** What is open so far, closed in the order listed; asked to stop, the agent stops cleanly from here on. */
  const closing = [() => abilities.close()];
  stopOnSignal(async () => {
    for (const close of closing) await close();
  });
  try {
    const kioskPin = process.env['FOYER_KIOSK_PIN'];
    if (kioskPin !== undefined && kioskPin !== '') await abilities.kioskExit.setPin(kioskPin);
    const { port, movedFrom } = await choosePort(folder, portOf(values.port), DEFAULT_PORT);
    const agent = await startAgent({
      abilities,
      pages: values.pages,
      device: basename(folder),
      port,
      log: say,
    });
    closing.unshift(() => agent.close());
    if (port !== 0) await rememberPort(folder, agent.port);
    if (movedFrom !== null) {
      const why = `It was at http://127.0.0.1:${movedFrom}/ before. What a browser kept for that address stays there.`;
      tell({ event: 'moved', why });
      say(why);
    }
    tell({ event: 'ready', device: values.device, url: agent.url, printer: `${agent.url}printer` });
    const watch = watchEnrolment(abilities.device, invitationOf(values), (news) => {
      tell(news);
      if (news.event !== 'enrolled') say(news.why);
    });
    closing.unshift(() => Promise.resolve(watch.stop()));
  } catch (error) {
    await abilities.close();
    throw error;
  }
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new HostError('bad-port', `"${text}" is no port: a number from 0 to 65535.`);
}

function invitationOf(values: {
  server: string;
  enrol?: string;
  name?: string;
  device: string;
}): Invitation | null {
  if (values.enrol === undefined) return null;
  return { serverUrl: values.server, code: values.enrol, name: values.name ?? values.device };
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          say(`The agent did not stop cleanly: ${messageOf(error)}`);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  say(messageOf(error));
  process.exit(1);
});
