import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Identifier } from '../auth/identify.ts';
import {
  STREAM_HEARTBEAT_MS,
  STREAM_RECHECK_MS,
  STREAMS_MAX,
  STREAMS_PER_DEVICE_MAX,
} from '../http/bounds.ts';
import { HttpError, tooMany } from '../http/errors.ts';
import { type Channel, HEARTBEAT, openChannel } from './channel.ts';

type Line = { readonly channel: Channel; readonly deviceId: DeviceId; readonly token: string };

/** All open streams of a server: counted, kept alive, and closed when their device is one no longer. */
export type Streams = {
  /**
   * Turns a request into a stream. `begin` starts the sending and returns the way to stop it; it runs after the
   * answer's head is out. Throws HttpError while the answer can still be another.
   */
  open(
    request: FastifyRequest,
    reply: FastifyReply,
    who: { readonly deviceId: DeviceId; readonly token: string },
    begin: (channel: Channel, fail: (error: unknown) => void) => Promise<() => void>,
  ): void;
  readonly count: number;
  /** Clients cut off so far because they did not read. */
  readonly dropped: number;
  closeAll(): void;
};

/** `recheckMs` is how often it asks whether the devices of open streams still are devices. */
export function openStreams(
  identifier: Pick<Identifier, 'deviceOf'>,
  recheckMs: number = STREAM_RECHECK_MS,
): Streams {
  const lines = new Set<Line>();
  let dropped = 0;

  const heartbeat = setInterval(() => {
    for (const line of lines) line.channel.send(HEARTBEAT);
  }, STREAM_HEARTBEAT_MS);
  const recheck = setInterval(() => {
    for (const line of lines) {
      identifier.deviceOf(line.token).then(
        (device) => {
          if (device === null || device.retired) line.channel.close();
        },
        () => undefined, // a registry that cannot answer now is asked again; the line's pulls fail by themselves
      );
    }
  }, recheckMs);
  heartbeat.unref();
  recheck.unref();

  const admit = (deviceId: DeviceId): void => {
    if (lines.size >= STREAMS_MAX) throw new HttpError(503, 'busy', 'Too many streams are open.');
    let own = 0;
    for (const line of lines) if (line.deviceId === deviceId) own += 1;
    if (own >= STREAMS_PER_DEVICE_MAX) throw tooMany(5, 'This device has too many streams open.');
  };

  return {
    open: (request, reply, who, begin) => {
      admit(who.deviceId);
      let stop: (() => void) | null = null;
      reply.hijack();
      const channel = openChannel(reply.raw, reply.getHeaders(), (wasDropped) => {
        lines.delete(line);
        stop?.();
        if (!wasDropped) return;
        dropped += 1;
        request.log.warn({ deviceId: who.deviceId }, 'stream cut off: its client does not read');
      });
      const line: Line = { channel, ...who };
      lines.add(line);
      const fail = (error: unknown): void => {
        request.log.error({ err: error }, 'stream failed');
        channel.close();
      };
      begin(channel, fail).then((leave) => {
        if (channel.open) stop = leave;
        else leave();
      }, fail);
    },
    get count() {
      return lines.size;
    },
    get dropped() {
      return dropped;
    },
    closeAll: () => {
      clearInterval(heartbeat);
      clearInterval(recheck);
      for (const line of lines) line.channel.close();
    },
  };
}
