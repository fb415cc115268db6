import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { HostError } from '../abilities/host-error.ts';
import type { SecretBox } from '../abilities/secret-box.ts';

const HEAD = 'key-file:';
const KEY_BYTES_MIN = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with a key in a file that only its owner may read (AES-256-GCM). Throws when others may read it or it is too short. */
export function keyFileBox(file: string): SecretBox {
  const key = createHash('sha256').update(keyIn(file)).digest();
  return {
    seal: (secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return HEAD + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open: (text) => {
      if (!text.startsWith(HEAD))
        throw new HostError('sealed-otherwise', 'This was not sealed with the key file.');
      const bytes = Buffer.from(text.slice(HEAD.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    },
  };
}

function keyIn(file: string): Buffer {
  const key = readFileSync(file);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new HostError('open-key-file', `${file} can be read by other users. Run: chmod 600 "${file}"`);
  }
  if (key.length < KEY_BYTES_MIN) {
    throw new HostError('short-key-file', `${file} holds fewer than ${KEY_BYTES_MIN} bytes.`);
  }
  return key;
}
