import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { invariant } from '#shared/domain/invariant.ts';
import type { Store } from '../store/store.ts';

const META_KEY = 'journal-key';

/** The server's own key. It lies in the database, so that a server brought back from a backup signs with the same. */
export type ServerKey = {
  /** Ed25519, raw 32 bytes in base64url. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
};

/** Opens the key, making it on the database's first day. */
export async function openServerKey(
  store: Pick<Store, 'transaction'>,
  now: () => number,
): Promise<ServerKey> {
  const { result } = await store.transaction(now, async ({ cold }) => {
    const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await cold
      .insertInto('meta')
      .values({ key: META_KEY, value: fresh.toString() })
      .onConflict((known) => known.doNothing())
      .execute();
    return cold.selectFrom('meta').select('value').where('key', '=', META_KEY).executeTakeFirstOrThrow();
  });
  return keyOf(createPrivateKey(result.value));
}

function keyOf(privateKey: KeyObject): ServerKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  invariant(x !== undefined, 'the server signs with Ed25519');
  return { publicKey: x, sign: (bytes) => sign(null, bytes, privateKey) };
}
