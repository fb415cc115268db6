import type { JournalHead } from '#shared/wire/journal-head.ts';
import { fromBase64Url, toBase64Url } from '../base64url.ts';
import { omit } from '../pick.ts';
import { canonicalJson } from './canonical-json.ts';
import type { IsSignature } from './chain.ts';

/** Said before what is signed, so that the signature can never pass for one over anything else. */
const FORMAT = 'foyer-journal-head-1 ';

/** What the server signs: everything the head says. */
export function headBytes(head: Omit<JournalHead, 'signature'>): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(FORMAT + canonicalJson(head));
}

/** Whether the server whose signatures `isSignature` knows has signed this head. */
export async function isCounterSigned(head: JournalHead, isSignature: IsSignature): Promise<boolean> {
  const signature = fromBase64Url(head.signature);
  if (signature === null || toBase64Url(signature) !== head.signature) return false;
  return isSignature(headBytes(omit(head, ['signature'])), signature);
}
