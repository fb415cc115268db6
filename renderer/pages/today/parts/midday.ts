import { instantAt } from '#shared/domain/time.ts';
import type { Day } from '#shared/wire/scalars.ts';

/** An instant that is on this day in `zone`, whatever its clocks do. */
export const middayOf = (day: Day, zone: string): number => instantAt(day, '12:00', zone);
