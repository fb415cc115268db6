import { kit } from './kit.ts';
import { seatmap } from './seatmap.ts';

/** English is the source: every other language has the same namespaces and keys. One file per area of the interface. */
export const en = { kit, seatmap } as const;
