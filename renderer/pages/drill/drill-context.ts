import { createContext, useContext } from 'react';
import type { Drill } from '#renderer/drill/drill.ts';

const DrillContext = createContext<Drill | null>(null);
export const DrillProvider = DrillContext.Provider;

/** Drills of this till. Throws outside a `DrillProvider`. */
export function useDrills(): Drill {
  const drill = useContext(DrillContext);
  if (drill === null) throw new Error('useDrills needs a DrillProvider above it');
  return drill;
}
