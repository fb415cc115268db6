import { useEffect } from 'react';
import { filter, first, firstValueFrom } from 'rxjs';
import { reconcile } from '#renderer/commands/reconcile.ts';
import { releaseFormer } from '#renderer/commands/release-former.ts';
import { remakeLost } from '#renderer/commands/remake-lost.ts';
import type { Replica } from '#renderer/replica/types.ts';
import type { Bridge } from '#shared/wire/bridge.ts';

const FORMER_EVERY_MS = 15_000;

/**
 * Compares the host's journal with the replica at start, and again once the server has answered: money that was
 * journalled while its booking's write was lost in a crash is put back. Then sales that were lost with a replica are made
 * again, and what it was entrusted with is given back.
 */
export function useReconcile(bridge: Bridge, replica: Replica): void {
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const once = async (): Promise<void> => {
      if (!isOver) await reconcile({ replica, bridge, staff: null });
    };
    const both = async (): Promise<void> => {
      await once();
      await firstValueFrom(
        replica.connection$.pipe(
          filter(({ kind }) => kind === 'online'),
          first(),
        ),
      );
      await once();
      // What an earlier replica of this device was entrusted with arrives with the pull, the journal leaves with the push.
      timer = setInterval(() => {
        // The line may be gone again; the next round tries anew.
        void releaseFormer({ replica, bridge, staff: null }).catch(() => {});
      }, FORMER_EVERY_MS);
      if (isOver) clearInterval(timer);
      await replica.bookingsPulled();
      await once();
      if (!isOver) await remakeLost({ replica, bridge, staff: null });
    };
    // The journal is the host's: if it cannot be read now, selling will say so, and the next start tries again.
    both().catch((problem: unknown) => console.error(problem));
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [bridge, replica]);
}
