import { type ReactNode, useEffect, useMemo } from 'react';
import { Drill } from '#renderer/drill/drill.ts';
import type { Pretence } from '#renderer/drill/pretence.ts';
import { DrillProvider } from '../drill/drill-context.ts';

/** Drills outlive whoever is signed in, and nothing else. */
export function Drills({ pretence, children }: { pretence: Pretence; children: ReactNode }): ReactNode {
  const drill = useMemo(() => new Drill(pretence), [pretence]);
  useEffect(() => () => drill.close(), [drill]);
  return <DrillProvider value={drill}>{children}</DrillProvider>;
}
