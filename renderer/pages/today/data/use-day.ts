import { useState } from 'react';
import { isAsComplete } from '#shared/domain/reports/coverage.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { DayState } from './day-data.ts';
import { type Books, useLocalDay } from './use-local-day.ts';
import { type ServerDay, useServerDay } from './use-server-day.ts';

/** While the replica lacks something of a day, the server is asked this often; otherwise only to make sure. */
const LACKING_MS = 4_000;
const CERTAIN_MS = 60_000;

/**
 * A business day: live from the replica where it holds all of it, otherwise from the server. A replica that is still
 * being filled is told by the server's count, so that nobody reads half a day as a whole one.
 */
export function useDay(
  cinema: Cinema,
  books: Books,
  day: Day,
  nowMs: number,
): { readonly state: DayState; readonly server: ServerDay } {
  const local = useLocalDay(cinema, books, day, nowMs);
  const [everyMs, setEveryMs] = useState<number | null>(null);
  const server = useServerDay(day, everyMs);
  const state = chosenOf(local === null ? null : { kind: 'ready', data: local }, server.state);
  const isHere = state.kind === 'ready' && state.data.source === 'replica';
  const wanted = local === null ? null : isHere ? CERTAIN_MS : LACKING_MS;
  if (wanted !== everyMs) setEveryMs(wanted);
  return { state, server };
}

type Ready = Extract<DayState, { kind: 'ready' }>;

function chosenOf(local: Ready | null, server: DayState): DayState {
  if (local === null || server.kind === 'asking') return server;
  if (server.kind !== 'ready') return local;
  return isAsComplete(local.data.sales, server.data.sales) ? local : server;
}
