import { useEffect, useState } from 'react';
import type { ScreenHeat } from '#shared/wire/reports.ts';
import type { ScreenId } from '#shared/wire/scalars.ts';
import type { Answer } from '../../server/ask.ts';
import type { DayData } from '../data/day-data.ts';

/** What is known of a screen's seats; null while it is asked for. What was known stays until there is something newer. */
export function useHeat(data: DayData, screenId: ScreenId | null): Answer<ScreenHeat> | null {
  const [known, setKnown] = useState<{ readonly id: ScreenId; readonly answer: Answer<ScreenHeat> } | null>(
    null,
  );
  useEffect(() => {
    if (screenId === null) return;
    let isOver = false;
    void data.seats(screenId).then((answer) => {
      if (!isOver) setKnown({ id: screenId, answer });
    });
    return () => {
      isOver = true;
    };
  }, [data, screenId]);
  return known !== null && known.id === screenId ? known.answer : null;
}
