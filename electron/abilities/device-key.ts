import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from './durable.ts';
import { HostError } from './host-error.ts';
import type { SecretBox } from './secret-box.ts';

export type DeviceKey = {
  /** Ed25519, raw 32 bytes in base64url. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
};

/** The device's key pair, made on first use. The private key is written before anything is signed with it. */
export async function openDeviceKey(folder: string, box: SecretBox): Promise<DeviceKey> {
  const file = join(folder, 'device-key');
  const stored = await readIfThere(file);
  const privateKey = stored === null ? await newKey(file, box) : storedKey(file, stored, box);
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (typeof x !== 'string') throw new HostError('bad-key', `${file} holds no Ed25519 key.`);
  return { publicKey: x, sign: (bytes) => sign(null, bytes, privateKey) };
}

async function newKey(file: string, box: SecretBox): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeDurably(file, box.seal(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  return privateKey;
}

function storedKey(file: string, stored: string, box: SecretBox): KeyObject {
  try {
    return createPrivateKey(box.open(stored));
  } catch {
    throw new HostError(
      'bad-key',
      `${file} cannot be read as this device's key; it may belong to another user.`,
    );
  }
}
