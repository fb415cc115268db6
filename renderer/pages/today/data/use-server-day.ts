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
  const token = useSession((state) => state.session?.token ?? null);
  return useCallback(
    (path, schema, signal) =>
      askServer({
        identity,
        path,
        schema,
        ...(token === null ? {} : { staffToken: token }),
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

type Known = { readonly state: DayState; readonly staff: ServerDay['staff'] };
type Answered = ReadonlyMap<Day, Known>;

/** Days that were looked at stay known, for looking back and for the time without a line. */
const DAYS_KEPT_MAX = 30;

/**
 * A business day as the server reckons it. Asked again when the line comes back, and every so often where `everyMs`
 * says so; what was known stays while there is no newer answer.
 */
export function useServerDay(day: Day, everyMs: number | null): ServerDay {
  const ask = useAsk();
  const isOnline = useConnection().kind === 'online';
  const [answered, setAnswered] = useState<Answered>(new Map());
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round, and a line that is back, ask again
  useEffect(() => {
    const stop = new AbortController();
    void ask(`reports/day?day=${day}`, DayReport, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      const staff = answer.kind === 'ok' ? answer.value.staff : NOBODY;
      const next: Known = { state: stateOf(answer, ask), staff };
      setAnswered((before) => withAnswer(before, day, next));
    });
    return () => stop.abort();
  }, [ask, day, round, isOnline]);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, again]);
  const known = answered.get(day);
  return { state: known?.state ?? ASKING, staff: known?.staff ?? NOBODY, again };
}

const ASKING: DayState = { kind: 'asking' };

/** Keeps a day that is known when a later answer has none. */
function withAnswer(before: Answered, day: Day, next: Known): Answered {
  if (next.state.kind !== 'ready' && before.get(day)?.state.kind === 'ready') return before;
  const rest = [...before].filter(([other]) => other !== day);
  return new Map([...rest.slice(-(DAYS_KEPT_MAX - 1)), [day, next]]);
}

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
