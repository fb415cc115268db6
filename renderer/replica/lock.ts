/** Another window of this machine has the replica open; two on one database would overwrite each other unknowingly. */
export class ReplicaOpenElsewhere extends Error {
  override readonly name = 'ReplicaOpenElsewhere';
}

export type Locks = Pick<LockManager, 'request'>;

/**
 * Takes the device's lock for as long as this page lives, or until the returned function is called.
 * Throws {@link ReplicaOpenElsewhere} at once when somebody else has it.
 */
export function takeLock(locks: Locks, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        reject(new ReplicaOpenElsewhere('this till is already open in another window'));
        return;
      }
      return new Promise<void>((release) => resolve(() => release()));
    });
    Promise.resolve(held).catch(reject);
  });
}
