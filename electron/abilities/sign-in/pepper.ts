import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../durable.ts';
import type { SecretBox } from '../secret-box.ts';

const BYTES = 32;

/** What this device's hashes of PINs are made with, beside the salt: without it a copied file cannot be guessed at. */
export type Pepper = { readonly bytes: Uint8Array; readonly isNew: boolean };

/** The device's pepper, made on first use and anew where it cannot be read: then nothing it was used for counts. */
export async function openPepper(folder: string, box: SecretBox): Promise<Pepper> {
  const file = join(folder, 'sign-in-pepper');
  const stored = await readIfThere(file);
  const known = stored === null ? null : opened(stored, box);
  if (known !== null) return { bytes: known, isNew: false };
  const bytes = randomBytes(BYTES);
  await writeDurably(file, box.seal(bytes.toString('base64url')));
  return { bytes, isNew: true };
}

function opened(stored: string, box: SecretBox): Uint8Array | null {
  try {
    const bytes = Buffer.from(box.open(stored), 'base64url');
    return bytes.length === BYTES ? bytes : null;
  } catch {
    return null;
  }
}
