/** Another window of this machine has the replica open; two on one database would overwrite each other unknowingly. */
export class ReplicaOpenElsewhere extends Error {
  override readonly name = 'ReplicaOpenElsewhere';
}

/** As much of the browser's lock manager as is used here. */
export type Locks = {
  request(
    name: string,
    options: { ifAvailable: true },
    use: (lock: unknown) => Promise<void> | void,
  ): Promise<unknown>;
};

/** A page that is being reloaded gives its lock back a moment after the next one asks for it. */
const PATIENCE_MS = 1_500;
const PAUSE_MS = 100;

/**
 * Takes the device's lock for as long as this page lives, or until the returned function is called.
 * Throws {@link ReplicaOpenElsewhere} when somebody else has it and keeps it.
 */
export async function takeLock(
  locks: Locks,
  name: string,
  patienceMs: number = PATIENCE_MS,
): Promise<() => void> {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    const release = await tryLock(locks, name);
    if (release !== null) return release;
    if (waitedMs >= patienceMs) throw new ReplicaOpenElsewhere('this till is already open in another window');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function tryLock(locks: Locks, name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(null);
      return new Promise<void>((release) => resolve(() => release()));
    });
    Promise.resolve(held).catch(reject);
  });
}
