import { expect, test } from 'vitest';
import { type Locks, ReplicaOpenElsewhere, takeLock } from './lock.ts';
import { FakeServer } from './testing/fake-server.ts';
import { openTill } from './testing/till.ts';

/** Locks as the browser has them: whoever comes while one is held gets null. */
function browserLocks(): Locks {
  const held = new Set<string>();
  return {
    request: async (name, _options, use) => {
      if (held.has(name)) return use(null);
      held.add(name);
      try {
        return await use({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}

test('[REP10] a second window on the same replica is refused, and may come when the first is gone', async () => {
  const locks = browserLocks();
  const release = await takeLock(locks, 'foyer-replica-till-1');
  await expect(takeLock(locks, 'foyer-replica-till-1', 0)).rejects.toThrow(ReplicaOpenElsewhere);
  (await takeLock(locks, 'foyer-replica-till-2', 0))();
  release();
  (await takeLock(locks, 'foyer-replica-till-1'))();
});

test('[REP10] a page that is reloaded waits for the one before it', async () => {
  const locks = browserLocks();
  const release = await takeLock(locks, 'x');
  setTimeout(release, 150);
  (await takeLock(locks, 'x', 1_000))();
});

test('[REP10] [T12] opening takes the device’s lock and closing gives it back', async () => {
  const locks = browserLocks();
  const server = new FakeServer();
  const first = await openTill(server, 1, { locks });
  await expect(takeLock(locks, 'foyer-replica-till-1', 0)).rejects.toThrow(ReplicaOpenElsewhere);
  await first.replica.close();
  (await takeLock(locks, 'foyer-replica-till-1', 0))();
});
