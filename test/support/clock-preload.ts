/** Imported before a program of ours, it runs on a computer whose clock says another time: `FOYER_TEST_CLOCK_AHEAD_MS`. */
import { shiftClock } from './clock-shift.ts';

const aheadMs = Number(process.env['FOYER_TEST_CLOCK_AHEAD_MS'] ?? '0');
if (aheadMs !== 0) shiftClock(aheadMs);
