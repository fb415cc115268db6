import type { IncomingMessage } from 'node:http';
import { HostError } from '../abilities/host-error.ts';

/** Twenty tickets with everything that can stand on them stay far below this. */
export const BODY_BYTES_MAX = 256 * 1024;

/** The JSON a request carries. Throws when it is too long or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > BODY_BYTES_MAX) throw new HostError('too-large', 'The request is too long.');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HostError('malformed', 'The request is no JSON.');
  }
}
