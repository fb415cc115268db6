import type { Clerk } from '../kiosk/clerk.ts';
import type { Server } from '../server/server.ts';
import type { World } from './world.ts';

/** One simulated cinema: the server, and a clerk at each kiosk. */
export type Cinema = { readonly world: World; readonly server: Server; readonly clerks: readonly Clerk[] };
