import { useEffect, useState } from 'react';
import { useLive, useReplica } from '#renderer/replica/hooks.ts';
import type { RefusedWrite } from '#renderer/replica/types.ts';
import { type RefusedAbout, refusedAbout } from './about.ts';

const NONE: readonly RefusedWrite[] = [];

export type Refusals = {
  readonly first: RefusedWrite;
  readonly about: RefusedAbout;
  /** How many more there are. */
  readonly more: number;
};

/** The oldest write that the server refused and nobody has acknowledged, and what it means; null: there is none. */
export function useRefusals(): Refusals | null {
  const replica = useReplica();
  const all = useLive(replica.refusals$, NONE);
  const first = all[0] ?? null;
  const [known, setKnown] = useState<{ of: RefusedWrite; about: RefusedAbout } | null>(null);
  useEffect(() => {
    if (first === null) return;
    let isOver = false;
    const look = async (): Promise<void> => {
      const booking = first.collection === 'bookings' ? await replica.get('bookings', first.id) : null;
      if (!isOver) setKnown({ of: first, about: refusedAbout(first, booking) });
    };
    look().catch((problem: unknown) => console.error(problem));
    return () => {
      isOver = true;
    };
  }, [replica, first]);
  return first === null || known?.of !== first ? null : { first, about: known.about, more: all.length - 1 };
}
