import type { Finding, Verified } from './verify.ts';

const MEANING: Readonly<Record<Finding['fault'], string>> = {
  gap: 'its number does not follow the one before: entries are missing, or stand in another order',
  'broken-chain': 'it does not carry the hash of the entry before it',
  changed: 'its content is not what its hash was taken over',
  'not-signed': 'its signature is not this device’s',
  cut: 'the journal ends here, and is known to have gone on',
  rewritten: 'the server has counter-signed another entry under this number',
  unreadable: 'these bytes are no entry as a till writes it',
  torn: 'the line has no end, as a crash leaves it: nobody was answered for it, and the till cuts it off when it starts',
  foreign: 'it belongs to another device',
};

/** One line per fault, in the order of the file. */
export function findingLines({ findings, more }: Verified): string[] {
  const lines = findings.map(({ line, seq, fault }) => {
    const where = seq === null ? `line ${line}` : `line ${line}, entry ${seq}`;
    return `${where}: ${fault}: ${MEANING[fault]}`;
  });
  return more === 0 ? lines : [...lines, `and ${more} faults more`];
}
