import { KeptHead } from '#shared/wire/journal-head.ts';
import { isKeptHeadSound } from '../abilities/journal/head.ts';
import type { VerifySpan } from '../abilities/journal/verify.ts';

/** What the server has counter-signed of a journal, as far as it can be believed. */
export type Witness = {
  readonly span: VerifySpan;
  /** The device's key the server has signed for; null: none. */
  readonly key: string | null;
  /** What is wrong with the counter-signature itself. */
  readonly complaints: readonly string[];
  /** One sentence for the end of the list. */
  readonly says: string;
};

const without = (complaints: readonly string[], says: string): Witness => ({
  span: {},
  key: null,
  complaints,
  says,
});
const CUT_UNSEEN = 'an end that was cut off could not be found';

/** Reads a head's file; `null`: there is none. */
export async function witnessOf(
  text: string | null,
  expected: { readonly key: string | undefined; readonly serverKey: string | undefined },
): Promise<Witness> {
  if (text === null) return without([], `no counter-signature of the server is there: ${CUT_UNSEEN}`);
  const kept = keptHead(text);
  if (kept === null) return without(['the head: unreadable: it is not what a till keeps'], CUT_UNSEEN);
  const { serverKey, head } = kept;
  const isExpected = expected.serverKey === undefined || expected.serverKey === serverKey;
  if (!isExpected) return without(['the head: not-signed: it is of another server'], CUT_UNSEEN);
  if (!(await isKeptHeadSound(kept)))
    return without(['the head: not-signed: the signature is not the server’s'], CUT_UNSEEN);
  const { deviceId, seq, hash, at, publicKey = null } = head;
  const isOtherKey = publicKey !== null && expected.key !== undefined && publicKey !== expected.key;
  return {
    span: { deviceId, reached: { seq, hash } },
    key: publicKey,
    complaints: isOtherKey ? [`the head: the server knows this device by the key ${publicKey}`] : [],
    says: `counter-signed up to entry ${seq}, accepted ${at}, by the server ${serverKey}`,
  };
}

function keptHead(text: string): KeptHead | null {
  try {
    return KeptHead.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
