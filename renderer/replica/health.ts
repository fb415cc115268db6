import { Health } from '#shared/wire/messages.ts';
import type { ServerClock } from './server-clock.ts';
import type { Wire } from './wire.ts';

/** How often the server's clock is read again while all is well. */
const ASK_MS = 60_000;
/** How often wall and monotonic clock are compared. */
const COMPARE_MS = 1_000;

/** Reads the server's clock once; a failure is told to the link by the wire, and asked again by whoever is next. */
export async function askHealth(
  wire: Wire,
  clock: ServerClock,
  monotonic: () => number,
  signal: AbortSignal,
): Promise<void> {
  const sentMs = monotonic();
  const answer = await wire.call('GET', '/health', signal).catch(() => null);
  const health = Health.safeParse(answer?.body);
  if (health.success) clock.heard(sentMs, monotonic(), Date.parse(health.data.time));
}

/** Keeps the server's clock known: asked every minute, and at once after the machine slept or its clock was set. */
export function watchClock(clock: ServerClock, ask: () => void, signal: AbortSignal): void {
  const compare = setInterval(() => {
    if (clock.drifted()) ask();
  }, COMPARE_MS);
  const again = setInterval(ask, ASK_MS);
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(compare);
      clearInterval(again);
    },
    { once: true },
  );
}
