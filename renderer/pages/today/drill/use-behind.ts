import { useEffect, useState } from 'react';
import type { Drill, DrillEntry, DrillPage, ReportShow } from '#shared/wire/reports.ts';
import type { Answer } from '../../server/ask.ts';
import type { DayData } from '../data/day-data.ts';

/** Bookings shown at first, and added each time more are asked for. */
const STEP = 50;

export type Behind = {
  readonly entries: readonly DrillEntry[];
  readonly shows: ReadonlyMap<string, ReportShow>;
  /** Null until the first answer. */
  readonly total: number | null;
  readonly trouble: Exclude<Answer<DrillPage>, { kind: 'ok' }> | null;
  readonly step: number;
  readonly more: () => void;
};

type Page = {
  readonly entries: readonly DrillEntry[];
  readonly shows: readonly ReportShow[];
  readonly total: number;
};

/** The bookings behind a figure, from the latest on; live where the day is. */
export function useBehind(data: DayData, { dimension, key }: Drill): Behind {
  const [wanted, setWanted] = useState(STEP);
  const [page, setPage] = useState<Page | null>(null);
  const [trouble, setTrouble] = useState<Behind['trouble']>(null);
  useEffect(() => {
    let isOver = false;
    void collect(data, { dimension, key }, wanted).then((answer) => {
      if (isOver) return;
      setTrouble(answer.kind === 'ok' ? null : answer);
      if (answer.kind === 'ok') setPage(answer.value);
    });
    return () => {
      isOver = true;
    };
  }, [data, dimension, key, wanted]);
  return {
    entries: page?.entries ?? [],
    shows: new Map([...data.shows, ...(page?.shows ?? []).map((show) => [show.id as string, show] as const)]),
    total: page?.total ?? null,
    trouble,
    step: STEP,
    more: () => setWanted(wanted + STEP),
  };
}

/** Fetches the first `wanted` bookings, some at a time. */
export async function collect(
  data: Pick<DayData, 'bookings'>,
  drill: Drill,
  wanted: number,
  onProgress?: (done: number, total: number) => void,
): Promise<Answer<Page>> {
  const entries: DrillEntry[] = [];
  const shows: ReportShow[] = [];
  for (;;) {
    const answer = await data.bookings(drill, entries.length, Math.min(AT_ONCE, wanted - entries.length));
    if (answer.kind !== 'ok') return answer;
    const { total } = answer.value;
    entries.push(...answer.value.entries);
    shows.push(...answer.value.shows);
    onProgress?.(entries.length, total);
    const isDone = entries.length >= Math.min(wanted, total) || answer.value.entries.length === 0;
    if (isDone) return { kind: 'ok', value: { entries, shows, total } };
  }
}

const AT_ONCE = 200;
