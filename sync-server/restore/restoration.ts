import type { OpenAnswer } from '#shared/wire/admin.ts';
import type { AwaitedDevice } from '#shared/wire/messages.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Catalogue } from '../arbiter/catalogue.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { DeviceRecord } from '../engine.ts';
import type { Log } from '../store/log.ts';
import { openAll } from './open-all.ts';
import type { KeptState } from './state.ts';

/** A device that has pushed nothing for this long has pushed what it had. */
export const QUIET_MS = 5_000;
/** A device that has pulled and pushes nothing at all for this long has nothing to report. */
export const NOTHING_TO_SAY_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

/** A restored server between its start and its opening; of any other server: open from the start. */
export type Restoration = {
  readonly closed: boolean;
  awaited(): readonly AwaitedDevice[];
  heard(device: DeviceRecord, what: 'pull' | 'push'): void;
  /** Opens now, whoever is still awaited. Resolves when the opening is durable. */
  open(): Promise<OpenAnswer>;
  /** A commit failed, and whatever it wrote is not there. */
  undone(): void;
  stop(): void;
};

export type RestorationOptions = {
  readonly kept: KeptState;
  readonly commits: GroupCommit;
  readonly catalogue: Catalogue;
  readonly now: () => number;
  /** Milliseconds that never step. */
  readonly monotonicMs: () => number;
  readonly log: Log;
};

type Heard = { readonly device: AwaitedDevice; pulledAtMs: number | null; pushedAtMs: number | null };

/** Whether a device has told all it had: it knows the new epoch, and has become quiet. */
function hasReported({ pulledAtMs, pushedAtMs }: Heard, nowMs: number): boolean {
  if (pulledAtMs === null) return false;
  return pushedAtMs === null ? nowMs - pulledAtMs >= NOTHING_TO_SAY_MS : nowMs - pushedAtMs >= QUIET_MS;
}

export function openRestoration(options: RestorationOptions): Restoration {
  const { kept, commits, catalogue, now, monotonicMs, log } = options;
  const waiting = new Map<DeviceId, Heard>(
    kept.awaited.map((device) => [device.id, { device, pulledAtMs: null, pushedAtMs: null }]),
  );
  let closed = kept.closed;
  let durablyClosed = kept.closed;
  let opening: Promise<OpenAnswer> | null = null;

  async function openNow(): Promise<OpenAnswer> {
    try {
      const answer = await commits.run(1, async (tx) => {
        const outcome = await openAll(tx, catalogue, now());
        // Rows later in the same commit are ruled on: nothing may be reported to shows that have opened.
        closed = false;
        return outcome;
      });
      durablyClosed = false;
      waiting.clear();
      clearInterval(timer);
      log.info(answer, 'The restored server is open');
      return answer;
    } catch (error) {
      closed = durablyClosed;
      throw error;
    } finally {
      opening = null;
    }
  }

  const open = (): Promise<OpenAnswer> => {
    if (!durablyClosed) return Promise.resolve({ closed: false, reported: 0, conflicted: 0, rejected: 0 });
    opening ??= openNow();
    return opening;
  };

  /** Remembered, so that a restart does not wait for it again. */
  const noteReported = (device: AwaitedDevice): Promise<void> =>
    commits.run(1, async (tx) => {
      await tx.cold
        .updateTable('awaited')
        .set({ reported_at_ms: now() })
        .where('device_id', '=', device.id)
        .execute();
    });

  async function look(): Promise<void> {
    for (const heard of waiting.values()) {
      if (!hasReported(heard, monotonicMs())) continue;
      await noteReported(heard.device);
      waiting.delete(heard.device.id);
      log.info({ device: heard.device.id, awaited: waiting.size }, 'A device has reported after the restore');
    }
    if (waiting.size === 0 && durablyClosed) await open();
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error({ err: error }, 'The restored server could not open'));
  }, LOOK_EVERY_MS);
  timer.unref();
  if (!kept.closed) clearInterval(timer);

  return {
    get closed() {
      return closed;
    },
    awaited: () => [...waiting.values()].map(({ device }) => device),
    heard: ({ id }, what) => {
      const heard = waiting.get(id);
      if (heard === undefined) return;
      if (what === 'pull') heard.pulledAtMs ??= monotonicMs();
      else heard.pushedAtMs = monotonicMs();
    },
    open,
    undone: () => {
      closed = durablyClosed;
    },
    stop: () => clearInterval(timer),
  };
}
