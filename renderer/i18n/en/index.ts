import { card } from './card.ts';
import { cash } from './cash.ts';
import { counter } from './counter.ts';
import { devices } from './devices.ts';
import { disputes } from './disputes.ts';
import { drill } from './drill.ts';
import { entry } from './entry.ts';
import { kit } from './kit.ts';
import { lobby } from './lobby.ts';
import { offline } from './offline.ts';
import { sales } from './sales.ts';
import { seatmap } from './seatmap.ts';
import { till } from './till.ts';
import { today } from './today.ts';
import { trade } from './trade.ts';

/** English is the source: every other language has the same namespaces and keys. One file per area of the interface. */
export const en = {
  kit,
  seatmap,
  trade,
  entry,
  counter,
  card,
  cash,
  sales,
  disputes,
  drill,
  offline,
  lobby,
  till,
  today,
  devices,
} as const;
