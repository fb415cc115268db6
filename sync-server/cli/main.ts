import { Command, CommanderError } from 'commander';
import { openLog } from '../http/log.ts';
import { CODES_AT_ONCE_MAX, makeCodes } from './codes.ts';
import { sentenceFor } from './faults.ts';
import { databaseDefault, holdSecondsOption, portDefault, portOption, wholeNumber } from './options.ts';
import { restoreDatabase } from './restore.ts';
import { type ServeOptions, type Serving, serve } from './serve.ts';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
const level = LEVELS.find((known) => known === process.env['FOYER_LOG_LEVEL']) ?? 'info';
const log = openLog(level);

/** The whole of what this process says on standard output. */
function sayOnce(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** One clear sentence on standard error; the process ends with 1 as soon as it is written. */
function giveUp(sentence: string): void {
  process.exitCode = 1;
  process.stderr.write(`${sentence}\n`, () => process.exit(1));
}

async function runServer(options: ServeOptions): Promise<void> {
  let serving: Serving | null = null;
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    // While it still starts, nobody has been answered yet, and the database bears being left at any moment.
    (serving?.stop() ?? Promise.resolve()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  serving = await serve(options, log);
  sayOnce(serving.started);
}

/** A forgotten promise must not end every sale in the house; anything thrown outside of one has left an unknown state. */
function watchOverProcess(): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  // Whoever started us may stop reading; that is no reason to stop serving.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

function commandLine(): Command {
  const program = new Command('foyer-server')
    .description('The sync server of a Foyer box office.')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  program
    .command('serve', { isDefault: true })
    .description('Serve tills until stopped; prints one line of JSON once it listens.')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--port <number>',
      'port to listen on, 0 for any free one (default: FOYER_PORT or 8410)',
      portOption,
    )
    .option('--db <file>', 'database file, made when it is not there')
    .option('--demo', 'open the demo chain and make codes for its largest cinema', false)
    .option('--hold-seconds <number>', 'how long a hold runs', holdSecondsOption)
    .action((given: Partial<ServeOptions> & Pick<ServeOptions, 'host' | 'demo'>) =>
      attempt(given, { port: given.port ?? portDefault(process.env), db: given.db ?? ownDatabase() }),
    );
  program
    .command('codes')
    .description('Make one-time codes that enrol devices at a cinema; the server may be running.')
    .option('--db <file>', 'database file')
    .requiredOption('--cinema <id>', 'cinema the devices are for')
    .requiredOption('--kind <kind>', 'counter, lobby, door or manager')
    .option('--count <number>', 'how many', wholeNumber(1, CODES_AT_ONCE_MAX), 1)
    .action(async (given: { db?: string; cinema: string; kind: string; count: number }) => {
      const db = given.db ?? ownDatabase();
      try {
        sayOnce({ codes: await makeCodes({ ...given, db }) });
      } catch (error) {
        giveUp(sentenceFor(error, { address: '', file: db }));
      }
    });
  program
    .command('restore')
    .description('Mark a database as brought back from a backup, before its server is started again.')
    .option('--db <file>', 'database file, already put back in its place')
    .action(async (given: { db?: string }) => {
      const db = given.db ?? ownDatabase();
      try {
        sayOnce(await restoreDatabase(db));
      } catch (error) {
        giveUp(sentenceFor(error, { address: '', file: db }));
      }
    });
  return program;
}

const ownDatabase = (): string => databaseDefault(process.platform, process.env);

async function attempt(
  given: Partial<ServeOptions> & Pick<ServeOptions, 'host' | 'demo'>,
  chosen: Pick<ServeOptions, 'port' | 'db'>,
): Promise<void> {
  try {
    await runServer({ ...given, ...chosen });
  } catch (error) {
    giveUp(sentenceFor(error, { address: `${given.host}:${chosen.port}`, file: chosen.db }));
  }
}

watchOverProcess();
try {
  await commandLine().parseAsync();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
  else giveUp(sentenceFor(error, { address: '', file: '' }));
}
