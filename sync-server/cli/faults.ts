import { InvalidArgumentError } from 'commander';
import { StoreError } from '../store/errors.ts';

/** Something the person at the command line can mend; its message is all they need to be told. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** One sentence for the person who started the program, without a stack. `subject` names what was being opened. */
export function sentenceFor(error: unknown, subject: { address: string; file: string }): string {
  if (!(error instanceof Error)) return `Foyer could not start: ${String(error)}.`;
  if (error instanceof CommandError || error instanceof InvalidArgumentError) return error.message;
  if (error instanceof StoreError) return `${subject.file}: ${error.message}`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `${subject.address} is already in use: stop the other program, or choose another --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${subject.address} is not an address of this machine: choose another --host.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'ENOTDIR':
      return `This account may not use ${'syscall' in error && error.syscall === 'listen' ? subject.address : subject.file}: ${error.message}.`;
    default:
      return `Foyer could not start: ${error.message.split('\n', 1)[0]}`;
  }
}
