import { useCallback, useEffect, useState } from 'react';
import { useConnection, useReplica } from '#renderer/replica/hooks.ts';
import { useSession } from '#renderer/stores/session.ts';
import { DevicesAnswer, RevokeAnswer } from '#shared/wire/admin.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import { type Answer, askServer } from '../server/ask.ts';

/** How old the picture may grow while it is looked at. */
const ASK_EVERY_MS = 3_000;

export type Devices = {
  /** Null: the first answer is on its way. What was known stays when a later answer does not come. */
  readonly answer: Answer<DevicesAnswer> | null;
  readonly known: DevicesAnswer | null;
  readonly again: () => void;
  readonly revoke: (id: DeviceId) => Promise<Answer<RevokeAnswer>>;
};

/** The devices of the cinema as the server sees them, asked every few seconds. */
export function useDevices(): Devices {
  const { identity } = useReplica();
  const token = useSession((state) => state.session?.token);
  const isOnline = useConnection().kind === 'online';
  const [answer, setAnswer] = useState<Answer<DevicesAnswer> | null>(null);
  const [known, setKnown] = useState<DevicesAnswer | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round, and a line that is back, ask again
  useEffect(() => {
    const stop = new AbortController();
    const staff = token === undefined ? {} : { staffToken: token };
    const question = {
      identity,
      path: 'admin/devices',
      schema: DevicesAnswer,
      signal: stop.signal,
      ...staff,
    };
    void askServer(question).then((next) => {
      if (stop.signal.aborted) return;
      setAnswer(next);
      if (next.kind === 'ok') setKnown(next.value);
    });
    const timer = setTimeout(again, ASK_EVERY_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [identity, token, round, isOnline]);
  const revoke = useCallback(
    async (id: DeviceId) => {
      const staff = token === undefined ? {} : { staffToken: token };
      const path = `admin/devices/${encodeURIComponent(id)}/revoke`;
      const done = await askServer({ identity, path, schema: RevokeAnswer, body: {}, ...staff });
      again();
      return done;
    },
    [identity, token, again],
  );
  return { answer, known, again, revoke };
}
