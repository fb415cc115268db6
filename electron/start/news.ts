import { z } from 'zod';
import { DeviceKind } from '#shared/wire/catalog.ts';

/** The one line the sync server says when it listens. */
export const ServerNews = z.object({
  url: z.string(),
  codes: z.record(DeviceKind, z.array(z.string())),
  pins: z.record(z.string(), z.string()),
});
export type ServerNews = z.infer<typeof ServerNews>;

/** What a loopback agent says about itself, one object a line. */
export const AgentNews = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), url: z.string(), printer: z.string() }),
  z.object({ event: z.literal('moved'), why: z.string() }),
  z.object({ event: z.literal('enrolled'), deviceId: z.string() }),
  z.object({ event: z.literal('not-enrolled'), why: z.string() }),
  z.object({ event: z.literal('unknown-to-server'), why: z.string() }),
]);
export type AgentNews = z.infer<typeof AgentNews>;
