import { useCallback, useEffect, useState } from 'react';
import { useReplica } from '#renderer/replica/hooks.ts';
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
  const token = useSession((state) => state.session?.token ?? null);
  const [answer, setAnswer] = useState<Answer<DevicesAnswer> | null>(null);
  const [known, setKnown] = useState<DevicesAnswer | null>(null);
  const ask = useCallback(
    async (signal?: AbortSignal) => {
      const staff = token === null ? {} : { staffToken: token };
      const stop = signal === undefined ? {} : { signal };
      const next = await askServer({
        identity,
        path: 'admin/devices',
        schema: DevicesAnswer,
        ...staff,
        ...stop,
      });
      if (signal?.aborted === true) return;
      setAnswer(next);
      if (next.kind === 'ok') setKnown(next.value);
    },
    [identity, token],
  );
  const again = useCallback(() => void ask(), [ask]);
  useEffect(() => {
    const stop = new AbortController();
    void ask(stop.signal);
    const timer = setInterval(() => void ask(stop.signal), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [ask]);
  const revoke = useCallback(
    async (id: DeviceId) => {
      const staff = token === null ? {} : { staffToken: token };
      const path = `admin/devices/${encodeURIComponent(id)}/revoke`;
      const done = await askServer({ identity, path, schema: RevokeAnswer, body: {}, ...staff });
      again();
      return done;
    },
    [identity, token, again],
  );
  return { answer, known, again, revoke };
}
