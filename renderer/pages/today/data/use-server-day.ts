import { useCallback, useEffect, useState } from 'react';
import { useConnection, useReplica } from '#renderer/replica/hooks.ts';
import { useSession } from '#renderer/stores/session.ts';
import { DayReport, DrillPage, type ReportShow, ScreenHeat } from '#shared/wire/reports.ts';
import type { Day, StaffId } from '#shared/wire/scalars.ts';
import { type Answer, askServer, type Question } from '../../server/ask.ts';
import type { DayData, DayState } from './day-data.ts';

/** Asks the server as this device and the person at it. */
export type Ask = <T>(
  path: string,
  schema: Question<T>['schema'],
  signal?: AbortSignal,
) => Promise<Answer<T>>;

export function useAsk(): Ask {
  const { identity } = useReplica();
  const token = useSession((state) => state.session?.token);
  return useCallback(
    (path, schema, signal) =>
      askServer({
        identity,
        path,
        schema,
        ...(token === undefined ? {} : { staffToken: token }),
        ...(signal === undefined ? {} : { signal }),
      }),
    [identity, token],
  );
}

export type ServerDay = {
  readonly state: DayState;
  /** The clerks that the report names. */
  readonly staff: readonly { readonly id: StaffId; readonly name: string }[];
  readonly again: () => void;
};

const NOBODY: ServerDay['staff'] = [];

type Known = { readonly day: Day; readonly state: DayState; readonly staff: ServerDay['staff'] };

/**
 * A business day as the server reckons it. Asked again when the line comes back, and every so often where `everyMs`
 * says so; what was known stays while there is no newer answer.
 */
export function useServerDay(day: Day, everyMs: number | null): ServerDay {
  const ask = useAsk();
  const isOnline = useConnection().kind === 'online';
  const [known, setKnown] = useState<Known | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round, and a line that is back, ask again
  useEffect(() => {
    const stop = new AbortController();
    void ask(`reports/day?day=${day}`, DayReport, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      const staff = answer.kind === 'ok' ? answer.value.staff : NOBODY;
      const next: Known = { day, state: stateOf(answer, ask), staff };
      setKnown((before) => (answer.kind !== 'ok' && isReady(before, day) ? before : next));
    });
    return () => stop.abort();
  }, [ask, day, round, isOnline]);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, again]);
  if (known === null || known.day !== day) return { state: { kind: 'asking' }, staff: NOBODY, again };
  return { state: known.state, staff: known.staff, again };
}

const isReady = (known: Known | null, day: Day): boolean =>
  known !== null && known.day === day && known.state.kind === 'ready';

function stateOf(answer: Answer<DayReport>, ask: Ask): DayState {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'ready', data: serverDay(answer.value, ask) };
    case 'refused':
      return { kind: 'refused', message: answer.message };
    case 'unreachable':
      return { kind: 'no-line' };
  }
}

function serverDay({ sales, shows, asOf }: DayReport, ask: Ask): DayData {
  const named = new Map<string, ReportShow>(shows.map((show) => [show.id, show]));
  return {
    source: 'server',
    sales,
    shows: named,
    asOfMs: Date.parse(asOf),
    bookings: ({ dimension, key }, from, limit) => {
      const query = new URLSearchParams({
        day: sales.day,
        dimension,
        from: String(from),
        limit: String(limit),
        ...(key === null ? {} : { key }),
      });
      return ask(`reports/day/bookings?${query}`, DrillPage);
    },
    seats: (screenId) =>
      ask(`reports/day/seats?${new URLSearchParams({ day: sales.day, screenId })}`, ScreenHeat),
  };
}
