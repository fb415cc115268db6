import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

/** `sent`: whether the terminal may have heard it. */
export class NoAnswer extends Error {
  readonly sent: boolean;

  constructor(message: string, sent: boolean) {
    super(message);
    this.name = 'NoAnswer';
    this.sent = sent;
  }
}

const ANSWER_BYTES_MAX = 64 * 1024;

export type PostTimes = { readonly connectMs: number; readonly answerMs: number };

/**
 * Posts a message and gives the JSON of the answer, over a connection of its own: when that ends, nothing of the message
 * can arrive any more. Throws `NoAnswer`, in words that hold nothing of what came.
 */
export function post(url: string, body: unknown, { connectMs, answerMs }: PostTimes): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let connected = false;
    const send = url.startsWith('https:') ? overHttps : overHttp;
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const request = send(url, { method: 'POST', agent: false, headers });
    const fail = (message: string): void => {
      clearTimeout(timer);
      request.destroy();
      reject(new NoAnswer(message, connected));
    };
    let timer = setTimeout(() => fail('The terminal cannot be reached.'), connectMs);
    request.on('socket', (socket) => {
      socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(timer);
        timer = setTimeout(() => fail('The terminal does not answer.'), answerMs);
        // Only now, so that what could not connect is known not to have been sent.
        request.end(text);
      });
    });
    request.on('error', () =>
      fail(connected ? 'The line to the terminal broke.' : 'The terminal cannot be reached.'),
    );
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > ANSWER_BYTES_MAX) fail('The answer of the terminal is too long.');
        else chunks.push(chunk);
      });
      response.on('error', () => fail('The line to the terminal broke.'));
      response.on('end', () => {
        if (response.statusCode !== 200)
          return fail(`The terminal answered ${response.statusCode ?? 'nothing'}.`);
        clearTimeout(timer);
        const answer = parsed(Buffer.concat(chunks).toString('utf8'));
        if (answer === undefined) return fail('The answer of the terminal is no JSON.');
        resolve(answer);
      });
      response.on('close', () => {
        if (!response.complete) fail('The line to the terminal broke.');
      });
    });
  });
}

/** Undefined for what is no JSON: the parser's own words would quote it. Nothing at all, as to an Abort, is null. */
function parsed(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
