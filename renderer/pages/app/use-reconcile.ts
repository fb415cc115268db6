import { useEffect } from 'react';
import { filter, first, firstValueFrom } from 'rxjs';
import { reconcile } from '#renderer/commands/reconcile.ts';
import type { Replica } from '#renderer/replica/types.ts';
import type { Bridge } from '#shared/wire/bridge.ts';

/**
 * Compares the host's journal with the replica at start, and again once the server has answered: money that was
 * journalled while its booking's write was lost in a crash is put back.
 */
export function useReconcile(bridge: Bridge, replica: Replica): void {
  useEffect(() => {
    let isOver = false;
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
    };
    // The journal is the host's: if it cannot be read now, selling will say so, and the next start tries again.
    both().catch((problem: unknown) => console.error(problem));
    return () => {
      isOver = true;
    };
  }, [bridge, replica]);
}
