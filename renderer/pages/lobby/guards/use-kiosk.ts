import { useEffect } from 'react';
import { useLobby } from '#renderer/stores/lobby.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';

/** The public face has the whole screen, where the host has a window to give; again whenever staff have left. */
export function useKiosk(): void {
  const { bridge } = useLobbyDesk();
  const isPublic = useLobby((state) => state.staff !== 'open');
  useEffect(() => {
    // A host that cannot do it leaves the page in its window: visitors are served all the same.
    if (isPublic) bridge.enterKiosk({}).catch((problem: unknown) => console.error(problem));
  }, [bridge, isPublic]);
}
