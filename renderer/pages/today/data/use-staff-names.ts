import { useEffect, useMemo, useState } from 'react';
import { useConnection, useReplica } from '#renderer/replica/hooks.ts';
import { useSession } from '#renderer/stores/session.ts';
import { staffHere } from '../../sign-in/sign-in.ts';
import type { StaffNames } from './day-data.ts';
import type { ServerDay } from './use-server-day.ts';

const NONE: StaffNames = new Map();

/** Names of those who sell here: replicas do not carry them, the server tells them when it can. */
export function useStaffNames(reported: ServerDay['staff']): StaffNames {
  const { identity } = useReplica();
  const own = useSession((state) => state.session?.staff);
  const isOnline = useConnection().kind === 'online';
  const [told, setTold] = useState<StaffNames>(NONE);
  useEffect(() => {
    if (!isOnline) return;
    const stop = new AbortController();
    void staffHere(identity, stop.signal).then((answer) => {
      if (answer.kind === 'ok' && !stop.signal.aborted)
        setTold(new Map(answer.value.map(({ id, name }) => [id, name])));
    });
    return () => stop.abort();
  }, [identity, isOnline]);
  return useMemo(
    () =>
      new Map([
        ...told,
        ...reported.map(({ id, name }) => [id, name] as const),
        ...(own === undefined ? [] : [[own.id, own.name] as const]),
      ]),
    [told, reported, own],
  );
}
