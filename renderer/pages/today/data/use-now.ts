import { useEffect, useState } from 'react';
import { useReplica } from '#renderer/replica/hooks.ts';

const LOOK_AGAIN_MS = 20_000;

/** The server's clock, looked at a few times a minute: often enough for what counts quarter hours. */
export function useNowMs(): number {
  const replica = useReplica();
  const [nowMs, setNowMs] = useState(() => Math.floor(replica.nowMs()));
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Math.floor(replica.nowMs())), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [replica]);
  return nowMs;
}
