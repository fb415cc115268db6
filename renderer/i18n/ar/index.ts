import { entry } from './entry.ts';
import { kit } from './kit.ts';
import { lobby } from './lobby.ts';
import { seatmap } from './seatmap.ts';
import { trade } from './trade.ts';

/** العربية: كل ما يراه زوار البهو. */
export const ar = { kit, seatmap, trade, entry, lobby } as const;
