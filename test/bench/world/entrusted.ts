import type { DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import { Allotment } from '#shared/wire/till.ts';
import type { House } from './house.ts';
import { pullAll } from './pull.ts';

const LOOK_MS = 500;
/** Longer than the server gathers what it entrusts before it writes it. */
const QUIET_MS = 3_000;
const WAIT_MS_MAX = 60_000;

/** Which kiosk is entrusted with a seat of a show. */
export type Entrusted = {
  readonly count: number;
  readonly holder: (showId: ShowId, seatId: SeatId) => DeviceId | null;
};

async function entrustedNow(house: House, token: string): Promise<Entrusted> {
  const holders = new Map<string, DeviceId>();
  for (const { status, showId, seatIds, deviceId } of await pullAll(
    house.url,
    token,
    'allotments',
    Allotment,
  )) {
    if (status !== 'active') continue;
    for (const seatId of seatIds) holders.set(`${showId} ${seatId}`, deviceId);
  }
  return {
    count: holders.size,
    holder: (showId, seatId) => holders.get(`${showId} ${seatId}`) ?? null,
  };
}

/**
 * Who is entrusted with what, once the server has dealt it out to the kiosks that are connected. A seat that another
 * kiosk has is asked back first: that is another thing to measure than a seat that is simply free.
 */
export async function entrustedAtLast(house: House, token: string): Promise<Entrusted> {
  const startedMs = performance.now();
  let now = await entrustedNow(house, token);
  let changedMs = startedMs;
  while (performance.now() - changedMs < QUIET_MS || now.count === 0) {
    if (performance.now() - startedMs > WAIT_MS_MAX) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const next = await entrustedNow(house, token);
    if (next.count !== now.count) changedMs = performance.now();
    now = next;
  }
  return now;
}
