import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../abilities/testing.ts';
import { keyFileBox } from './key-file-box.ts';
import { chooseSecretBox } from './secrets.ts';
import { readSettings } from './settings.ts';

type Backend = 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown';

const keychain = (backend: Backend, available = true) => ({
  getSelectedStorageBackend: () => backend,
  isEncryptionAvailable: () => available,
  encryptString: (text: string) => Buffer.from(text).reverse(),
  decryptString: (sealed: Buffer) => Buffer.from(sealed).reverse().toString(),
});

function keyFile(folder: string, bytes = 32, mode = 0o600): string {
  const file = join(folder, 'till.key');
  writeFileSync(file, Buffer.alloc(bytes, 7));
  chmodSync(file, mode);
  return file;
}

test('[SHL8] secrets lie sealed by the keychain and come back as they were', () => {
  const box = chooseSecretBox(keychain('gnome_libsecret'), 'linux', undefined);
  expect(box.seal('token')).not.toContain('token');
  expect(box.open(box.seal('token'))).toBe('token');
  expect(() => box.open('token')).toThrow(/not sealed with the keychain/);
});

test('[SHL8] a keychain that only pretends is refused, with what to do about it', () => {
  expect(() => chooseSecretBox(keychain('basic_text'), 'linux', undefined)).toThrow(
    /no keychain.*FOYER_KEY_FILE/,
  );
  expect(() => chooseSecretBox(keychain('unknown', false), 'win32', '')).toThrow(/no keychain/);
});

test('[SHL8] an explicit key file seals instead, if nobody else can read it', () => {
  using folder = temporaryFolder();
  const box = chooseSecretBox(keychain('basic_text'), 'linux', keyFile(folder.path));
  const sealed = box.seal('token');
  expect(box.open(sealed)).toBe('token');
  expect(box.seal('token')).not.toBe(sealed);
  const at = sealed.length - 3;
  expect(() =>
    box.open(sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)),
  ).toThrow();
  expect(() => box.open('token')).toThrow(/not sealed with the key file/);
  expect(() => keyFileBox(keyFile(folder.path, 32, 0o644))).toThrow(/can be read by other users/);
  expect(() => keyFileBox(keyFile(folder.path, 8))).toThrow(/fewer than 32 bytes/);
});

test('[SHL8] the shell is set up by its environment', () => {
  const home = '/home/ada';
  expect(readSettings({ env: {}, platform: 'linux', home }, '/out')).toMatchObject({
    folder: '/home/ada/.local/share/foyer/devices/desktop',
    serverUrl: 'http://127.0.0.1:8410',
    preload: '/out/preload/preload.cjs',
    invitation: null,
  });
  const env = { FOYER_DATA: '/d', FOYER_SERVER: 'http://s', FOYER_ENROL: 'C0DE', FOYER_NAME: 'Till' };
  expect(readSettings({ env, platform: 'linux', home }, '/out').invitation).toEqual({
    serverUrl: 'http://s',
    code: 'C0DE',
    name: 'Till',
  });
});
