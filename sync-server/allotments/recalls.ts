import type { Recall } from '#shared/domain/allotment/recall.ts';
import { RECALL_ANSWER_MS_MAX } from '#shared/domain/limits.ts';
import type { AllotmentId, DeviceId, ReplicaId, SeatId } from '#shared/wire/scalars.ts';

/** Pushes that may wait for answers to recalls at once; beyond it a wanted seat is refused without asking. */
const WAITING_MAX = 1_000;

type Listener = (recall: Recall) => void;

/** Who is connected and can be asked to give seats back, and who waits for it. Nothing here decides about a seat. */
export type Recalls = {
  /** A replica listens from now on. Returns the way to stop. */
  attach(deviceId: DeviceId, replicaId: ReplicaId, listener: Listener): () => void;
  /** Whether any replica of the device listens. */
  isDeviceConnected(deviceId: DeviceId): boolean;
  /** Whether asking could help: every holder is connected, and not too many wait already. */
  canAsk(recalls: readonly Recall[]): boolean;
  /** Asks every holder; resolves when all have answered, or after RECALL_ANSWER_MS_MAX. */
  ask(recalls: readonly Recall[]): Promise<void>;
  /** Asks the holders that are connected, and waits for nobody. */
  callBack(recalls: readonly Recall[]): void;
  /** A holder has answered about these seats, with a release or a refusal; call it once that is committed. */
  answered(allotmentId: AllotmentId, seatIds: readonly SeatId[]): void;
  readonly figures: { asked: number; unanswered: number };
};

const lineOf = (deviceId: DeviceId, replicaId: ReplicaId): string => `${deviceId} ${replicaId}`;
const keyOf = (allotmentId: AllotmentId, seatId: SeatId): string => `${allotmentId} ${seatId}`;

export function openRecalls(answerMsMax: number = RECALL_ANSWER_MS_MAX): Recalls {
  const lines = new Map<string, Set<Listener>>();
  const waiting = new Map<string, Set<() => void>>();
  const figures = { asked: 0, unanswered: 0 };
  let waiters = 0;

  const isConnected = (deviceId: DeviceId, replicaId: ReplicaId): boolean =>
    lines.has(lineOf(deviceId, replicaId));

  const send = (recall: Recall): void => {
    figures.asked += 1;
    for (const listener of lines.get(lineOf(recall.deviceId, recall.replicaId)) ?? []) listener(recall);
  };

  function wait(recalls: readonly Recall[]): Promise<void> {
    return new Promise((resolve) => {
      const open = new Set(
        recalls.flatMap(({ allotmentId, seatIds }) => seatIds.map((seatId) => keyOf(allotmentId, seatId))),
      );
      const done = new Map<string, () => void>();
      const finish = (): void => {
        clearTimeout(timer);
        waiters -= 1;
        for (const [key, hear] of done) {
          const others = waiting.get(key);
          others?.delete(hear);
          if (others?.size === 0) waiting.delete(key);
        }
        resolve();
      };
      const timer = setTimeout(() => {
        figures.unanswered += 1;
        finish();
      }, answerMsMax);
      waiters += 1;
      for (const key of open) {
        const hear = (): void => {
          open.delete(key);
          if (open.size === 0) finish();
        };
        done.set(key, hear);
        const others = waiting.get(key) ?? new Set();
        others.add(hear);
        waiting.set(key, others);
      }
    });
  }

  return {
    figures,
    isDeviceConnected: (deviceId) => [...lines.keys()].some((line) => line.startsWith(`${deviceId} `)),
    attach: (deviceId, replicaId, listener) => {
      const line = lineOf(deviceId, replicaId);
      const listeners = lines.get(line) ?? new Set();
      lines.set(line, listeners);
      // A wrapper of its own, so that the same function can listen twice and stop once.
      const own: Listener = (recall) => listener(recall);
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0 && lines.get(line) === listeners) lines.delete(line);
      };
    },
    canAsk: (recalls) =>
      recalls.length > 0 &&
      waiters < WAITING_MAX &&
      recalls.every(({ deviceId, replicaId }) => isConnected(deviceId, replicaId)),
    callBack: (recalls) => {
      for (const recall of recalls) if (isConnected(recall.deviceId, recall.replicaId)) send(recall);
    },
    ask: async (recalls) => {
      const answers = wait(recalls);
      for (const recall of recalls) send(recall);
      await answers;
    },
    answered: (allotmentId, seatIds) => {
      for (const seatId of seatIds) for (const hear of waiting.get(keyOf(allotmentId, seatId)) ?? []) hear();
    },
  };
}
