import type { DeviceId } from '#shared/wire/scalars.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { DeviceRecord } from '../engine.ts';
import type { Log } from '../store/log.ts';
import { Remembered } from './remembered.ts';

/** How exactly it is known when a device was last heard. */
const NOTED_EVERY_MS = 60 * 60 * 1_000;
const DEVICES_REMEMBERED_MAX = 2_000;

export type Presence = {
  heard(device: DeviceRecord): void;
  /** When a device was last heard since this process began, epoch milliseconds; undefined: not at all. */
  lastHeardMs(id: DeviceId): number | undefined;
};

/**
 * Notes when devices are heard. To the hour it is kept for good: after a restore it says whose reports are to be waited
 * for. It never holds up or fails what the device asked for.
 */
export function presence(commits: GroupCommit, now: () => number, log: Log): Presence {
  const noted = new Remembered<DeviceId, number>(DEVICES_REMEMBERED_MAX);
  const heardMs = new Remembered<DeviceId, number>(DEVICES_REMEMBERED_MAX);
  const note = (id: DeviceId, nowMs: number): void => {
    if (nowMs - (noted.get(id) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
    noted.set(id, nowMs);
    commits
      .run(1, async (tx) => {
        await tx.cold.updateTable('devices').set({ last_seen_ms: nowMs }).where('id', '=', id).execute();
      })
      .catch((error: unknown) => {
        noted.delete(id);
        log.warn({ err: error, device: id }, 'It could not be noted who was heard');
      });
  };
  return {
    heard: ({ id }) => {
      const nowMs = now();
      heardMs.set(id, nowMs);
      note(id, nowMs);
    },
    lastHeardMs: (id) => heardMs.get(id),
  };
}
