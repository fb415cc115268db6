import type { Picture } from './movies.ts';
import { CROWD_PICTURES } from './pictures-crowd.ts';
import { QUIET_PICTURES } from './pictures-quiet.ts';

/** Thirty pictures that were never made. */
export const PICTURES: readonly [Picture, ...Picture[]] = [...CROWD_PICTURES, ...QUIET_PICTURES];
