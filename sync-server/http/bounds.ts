import { invariant } from '#shared/domain/invariant.ts';
import { PUSH_BODY_BYTES_MAX, REQUEST_TIMEOUT_MS, STREAM_SILENCE_MS_MAX } from '#shared/domain/limits.ts';

/** How deep the JSON of a body may nest; every document of ours is far flatter. Deeper parts become null. */
export const JSON_DEPTH_MAX = 32;
/** Bodies outside a push are small forms. */
export const FORM_BODY_BYTES_MAX = 16 * 1024;
/** What is read and thrown away of a body that is too large, so that its sender lives to read the answer. */
export const DRAIN_BYTES_MAX = 64 * 1024 * 1024;
export const DRAIN_MS_MAX = 5_000;

/** Requests of one device that may be under way at once. */
export const IN_FLIGHT_PER_DEVICE_MAX = 512;
/** Pushes of one device: a till in a rush needs ten a second, a measuring client thousands, a loop gone wild gets 429. */
export const PUSH_LIMIT = { burst: 100_000, perSecond: 10_000, keysMax: 5_000 } as const;
/** Other requests of one device: eleven collections pulled ten times a second, and a first sync on top. */
export const READ_LIMIT = { burst: 3_000, perSecond: 300, keysMax: 5_000 } as const;
/** Wrong codes and wrong PINs of one address; right ones cost nothing. */
export const GUESS_LIMIT = { burst: 20, perSecond: 1 / 3, keysMax: 10_000 } as const;

/** A comment line this often keeps a stream alive. */
export const STREAM_HEARTBEAT_MS = 1_000;
/** Pokes of one connection leave together, at most once in so long: what somebody taps is seen elsewhere at once. */
export const POKE_INTERVAL_MS_MIN = 20;
/** With so many listeners that their pulls would take the server's time, pokes are gathered for longer, up to this. */
export const POKE_INTERVAL_MS_MAX = 100;
/** What one listener adds to the interval: about the server's time for the pulls that follow a telling. */
export const POKE_INTERVAL_MS_PER_LISTENER = 0.5;
/** What may wait for a client of a stream that does not read. */
export const STREAM_BUFFER_BYTES_MAX = 256 * 1024;
/** How long a client of `pullStream` may take to read one page. */
export const STREAM_STALL_MS_MAX = 10_000;
export const STREAMS_PER_DEVICE_MAX = 32;
export const STREAMS_MAX = 5_000;
/** How often an open stream asks whether its device is still one. */
export const STREAM_RECHECK_MS = 15_000;
/** Documents in one message of `pullStream`. */
export const STREAM_PAGE_DOCUMENTS = 50;

/** A stopping server answers what it has begun within this time, then cuts the line. */
export const STOP_MS_MAX = 3_000;

invariant(
  STREAM_HEARTBEAT_MS * 2 < STREAM_SILENCE_MS_MAX,
  'one late heartbeat does not look like a dead line',
);
invariant(POKE_INTERVAL_MS_MIN < POKE_INTERVAL_MS_MAX, 'a crowd is poked no more often than a few');
invariant(FORM_BODY_BYTES_MAX < PUSH_BODY_BYTES_MAX, 'a form is smaller than a push');
invariant(PUSH_BODY_BYTES_MAX < DRAIN_BYTES_MAX, 'a body that is just too large is read to its end');
invariant(DRAIN_MS_MAX < REQUEST_TIMEOUT_MS, 'draining ends before the request times out');
