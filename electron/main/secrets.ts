import type { SafeStorage } from 'electron';
import { HostError } from '../abilities/host-error.ts';
import type { SecretBox } from '../abilities/secret-box.ts';
import { keyFileBox } from './key-file-box.ts';

type Store = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

const HEAD = 'keychain:';

/**
 * How this host keeps its key and token: an explicit key file if one is named, else the system's keychain. Linux
 * without a keychain falls back to a fixed password (`basic_text`), which protects nothing: that is refused.
 */
export function chooseSecretBox(
  safeStorage: Store,
  platform: NodeJS.Platform,
  keyFile: string | undefined,
): SecretBox {
  if (keyFile !== undefined && keyFile !== '') return keyFileBox(keyFile);
  const pretends = platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (pretends || !safeStorage.isEncryptionAvailable()) {
    throw new HostError(
      'no-keychain',
      'This machine has no keychain for the till’s key. Unlock or install one (GNOME Keyring, KWallet), or name a file of 32 or more random bytes, readable by this user only, in FOYER_KEY_FILE.',
    );
  }
  return {
    seal: (secret) => HEAD + safeStorage.encryptString(secret).toString('base64url'),
    open: (sealed) => {
      if (!sealed.startsWith(HEAD)) {
        throw new HostError('sealed-otherwise', 'This was not sealed with the keychain.');
      }
      return safeStorage.decryptString(Buffer.from(sealed.slice(HEAD.length), 'base64url'));
    },
  };
}
