import type { Tables } from '../server/tables.ts';
import type { World } from '../world/world.ts';

/** I8 on the server: whatever its computer's clock says, its own time never goes back, and is on disk as far as it went. */
export function checkClockGoesOn(world: World, before: Tables, nowMs: number): void {
  if (nowMs < before.clockMs) world.fail('I8', `the server's time goes back by ${before.clockMs - nowMs} ms`);
}
