import type { Recall } from '#shared/domain/allotment/recall.ts';
import { RECALL_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import type { AllotmentId, DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';
import type { World } from '../world/world.ts';

/** A stream nobody has been heard on for this long is closed, in milliseconds. */
const SILENT_MS = 12_000;

type Stream = { readonly replicaId: ReplicaId; heardMs: number; readonly recalled: (recall: Recall) => void };
type Waiting = { readonly open: Set<string>; readonly resume: () => void };

const keyOf = (allotmentId: AllotmentId, seatId: SeatId): string => `${allotmentId} ${seatId}`;

/** Who is connected, and which pushes wait for seats to be given back. All of it is lost with the process. */
export class Recalls {
  readonly #streams = new Map<DeviceId, Stream>();
  readonly #waiting = new Set<Waiting>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  attach(deviceId: DeviceId, replicaId: ReplicaId, recalled: (recall: Recall) => void): void {
    this.#streams.set(deviceId, { replicaId, heardMs: this.#world.nowMs, recalled });
  }

  isConnected(deviceId: DeviceId, replicaId: ReplicaId): boolean {
    const stream = this.#streams.get(deviceId);
    return stream?.replicaId === replicaId && this.#world.nowMs - stream.heardMs < SILENT_MS;
  }

  canAsk(recalls: readonly Recall[]): boolean {
    return recalls.length > 0 && recalls.every((one) => this.isConnected(one.deviceId, one.replicaId));
  }

  /** Asks every holder, and resumes when all have answered or it took too long. */
  ask(recalls: readonly Recall[], resume: () => void): void {
    const open = new Set(
      recalls.flatMap(({ allotmentId, seatIds }) => seatIds.map((seatId) => keyOf(allotmentId, seatId))),
    );
    const waiting: Waiting = { open, resume };
    this.#waiting.add(waiting);
    for (const recall of recalls) this.#streams.get(recall.deviceId)?.recalled(recall);
    this.#world.in(RECALL_ANSWER_MS_MAX, () => this.#end(waiting));
  }

  answered(allotmentId: AllotmentId, seatIds: readonly SeatId[]): void {
    for (const waiting of this.#waiting) {
      for (const seatId of seatIds) waiting.open.delete(keyOf(allotmentId, seatId));
      if (waiting.open.size === 0) this.#end(waiting);
    }
  }

  forgetAll(): void {
    this.#streams.clear();
    this.#waiting.clear();
  }

  #end(waiting: Waiting): void {
    if (this.#waiting.delete(waiting)) waiting.resume();
  }
}
