import { create } from 'zustand';
import { type DrillNumbers, DrillReport, type DrillWhat, type Finding } from '#shared/domain/drill/drill.ts';

/** A drill that is going on. */
export type DrillRun = {
  readonly what: DrillWhat;
  /** Monotonic. */
  readonly endsAtMs: number;
  readonly numbers: DrillNumbers | null;
  readonly findings: readonly Finding[];
};

type DrillState = {
  /** In memory alone: a page that is loaded anew has no drill. */
  readonly run: DrillRun | null;
  /** Of the last drill, until somebody has read it; that outlives the page. */
  readonly report: DrillReport | null;
  readonly open: 'panel' | 'report' | null;
};

const KEY = 'foyer.drill-report';

function read(): DrillReport | null {
  const text = globalThis.localStorage?.getItem(KEY) ?? null;
  if (text === null) return null;
  try {
    return DrillReport.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const useDrill = create<DrillState>()(() => ({ run: null, report: read(), open: null }));

export const drills = {
  get: useDrill.getState,
  running: (run: DrillRun | null): void => useDrill.setState({ run }),
  open: (open: DrillState['open']): void => useDrill.setState({ open }),
  reported: (report: DrillReport | null): void => {
    if (report === null) globalThis.localStorage?.removeItem(KEY);
    else globalThis.localStorage?.setItem(KEY, JSON.stringify(report));
    useDrill.setState({ report });
  },
};
