import { createPrivateKey, createPublicKey } from 'node:crypto';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JournalCrypto } from '#shared/domain/journal/chain.ts';
import { readIfThere } from '../abilities/durable.ts';
import { messageOf } from '../abilities/host-error.ts';
import { openToRead } from '../abilities/journal/append-file.ts';
import { journalCrypto } from '../abilities/journal/entry.ts';
import { findingLines } from '../abilities/journal/findings.ts';
import { headFileOf } from '../abilities/journal/head.ts';
import { verifyFile } from '../abilities/journal/verify.ts';
import { type Witness, witnessOf } from './witness.ts';

const HELP = `Checks a till's journal without a server: npm run verify-journal -- <file> [options]

  --key KEY         the device's public key (raw Ed25519 in base64url), as its cinema has it on record; default: the one
                    the server has signed for, else that of the key in the device's folder, where it lies open
  --head FILE       what the server has counter-signed of it, by default <file>.head.json beside the journal: an end
                    that was cut off is found by it
  --server-key KEY  the server's public key; default: the one that FILE names
  --help            this

Ends with 0 when all is sound, with 1 when something is wrong, with 2 when it could not be looked at.
`;

const SOUND = 0;
const WRONG = 1;
const NOT_LOOKED_AT = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The key of the folder that the journal's own folder is in, or null where it is sealed or not there. */
async function keyBeside(file: string): Promise<string | null> {
  const pem = await readIfThere(join(dirname(file), '..', 'device-key')).catch(() => null);
  if (pem === null) return null;
  try {
    return createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' }).x ?? null;
  } catch {
    return null;
  }
}

function cryptoOf(key: string): JournalCrypto {
  try {
    return journalCrypto(key);
  } catch {
    throw new Error(`"${key}" is no public key: 32 bytes of Ed25519 in base64url.`);
  }
}

/** Checks the file and says what is wrong with it; whether nothing is. */
async function check(path: string, key: string, witness: Witness): Promise<boolean> {
  const crypto = cryptoOf(key);
  const file = await openToRead(path);
  try {
    const verified = await verifyFile(file, crypto, witness.span);
    for (const line of [...findingLines(verified), ...witness.complaints]) say(line);
    const { deviceId, entries, tail, findings } = verified;
    say(`${entries} entries of ${deviceId ?? 'no device'}, the last ${tail.seq} with the hash ${tail.hash}`);
    say(`checked by the key ${key}`);
    say(witness.says);
    return findings.length === 0 && witness.complaints.length === 0;
  } finally {
    await file.close();
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      head: { type: 'string' },
      'server-key': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [path, ...others] = positionals;
  if (values.help || path === undefined || others.length > 0) {
    say(HELP);
    return values.help ? SOUND : NOT_LOOKED_AT;
  }
  const text = await readIfThere(values.head ?? headFileOf(path));
  if (text === null && values.head !== undefined) throw new Error(`There is no file ${values.head}.`);
  const witness = await witnessOf(text, { key: values.key, serverKey: values['server-key'] });
  const key = values.key ?? witness.key ?? (await keyBeside(path));
  if (key === null) throw new Error('The device’s key is not beside the journal; give it by --key.');
  const isSound = await check(path, key, witness);
  say(isSound ? 'sound' : 'NOT SOUND');
  return isSound ? SOUND : WRONG;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = NOT_LOOKED_AT;
  },
);
