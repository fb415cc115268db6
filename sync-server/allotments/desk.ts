import type { Recall } from '#shared/domain/allotment/recall.ts';
import type { ReleaseBody } from '#shared/wire/messages.ts';
import type { CinemaId, DeviceId } from '#shared/wire/scalars.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { Caller } from '../engine.ts';
import type { Recalls } from './recalls.ts';
import { type Released, releaseSeats } from './release.ts';
import { revokeAll } from './revoke.ts';
import type { Upkeep } from './upkeep.ts';

/** Seats entrusted to kiosks (DESIGN §6): granted while they are connected, recalled, given back, revoked. */
export type Allotments = {
  /**
   * A kiosk's stream is open: from now on it is entrusted seats, and told when somebody wants them. Returns the way to
   * end it. A client without a replica is entrusted nothing.
   */
  attach(caller: Caller, recalled: (recall: Recall) => void): () => void;
  /** Hears what a kiosk gives back; answers each release in its turn. */
  release(caller: Caller, releases: readonly ReleaseBody[]): Promise<Released[]>;
  /** Takes back what a device is entrusted with; answers the allotments that ended and may have been sold from. */
  revoke(cinemaId: CinemaId, deviceId: DeviceId): Promise<Allotment[]>;
};

export function openAllotments(parts: {
  readonly commits: GroupCommit;
  readonly recalls: Recalls;
  readonly upkeep: Upkeep;
  readonly now: () => number;
}): Allotments {
  const { commits, recalls, upkeep, now } = parts;
  return {
    attach: ({ device, replicaId }, recalled) => {
      if (replicaId === null || device.retired) return () => undefined;
      const leave = recalls.attach(device.id, replicaId, recalled);
      const end = upkeep.add(device.cinemaId, { deviceId: device.id, replicaId, kind: device.kind });
      return () => {
        leave();
        end();
      };
    },
    release: (caller, releases) => releaseSeats({ commits, recalls, now }, caller, releases),
    revoke: (cinemaId, deviceId) => commits.run(1, (tx) => revokeAll(tx, cinemaId, deviceId, now())),
  };
}
