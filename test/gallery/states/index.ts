import type { State } from '../state.ts';
import { COUNTER } from './counter.ts';
import { COUNTER_DISPUTES } from './counter-disputes.ts';
import { COUNTER_DRILL } from './counter-drill.ts';
import { COUNTER_PAYING } from './counter-paying.ts';
import { COUNTER_TROUBLE } from './counter-trouble.ts';
import { DEVICES } from './devices.ts';
import { ENTRY } from './entry.ts';
import { EXTREMES } from './extremes.ts';
import { HOST } from './host.ts';
import { LOBBY } from './lobby.ts';
import { SIGN_IN_OFFLINE } from './sign-in-offline.ts';
import { TILL_STATES } from './till.ts';
import { TODAY } from './today.ts';

/** Every page in every state that matters. Pictures are taken of all of them, and all are judged for access. */
export const STATES: readonly State[] = [
  ...ENTRY,
  ...SIGN_IN_OFFLINE,
  ...COUNTER,
  ...COUNTER_PAYING,
  ...COUNTER_TROUBLE,
  ...COUNTER_DISPUTES,
  ...COUNTER_DRILL,
  ...TILL_STATES,
  ...LOBBY,
  ...TODAY,
  ...DEVICES,
  ...EXTREMES,
  ...HOST,
];
