import { firstValueFrom } from 'rxjs';
import type { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { identityOf, SHOW_ID, seatId } from '#renderer/replica/testing/house.ts';
import { inMemory, openTill, type Till, until, untilOnline } from '#renderer/replica/testing/till.ts';
import type { Allotment } from '#shared/wire/till.ts';
import type { CommandContext } from '../context.ts';
import type { FakeHost } from './host.ts';

export type Desk = { readonly till: Till; readonly ctx: CommandContext };

const open: Desk[] = [];

/** Ends every desk of a test. */
export async function closeDesks(): Promise<void> {
  await Promise.all(open.splice(0).map(({ till }) => till.replica.close()));
}

/** Ends one; what it had stored is there under its name, and lost without one. */
export async function closeDesk(desk: Desk): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.till.replica.close();
}

const storage = inMemory();
let names = 0;

/** Till 1, online, with the programme here. */
export async function openDesk(
  server: FakeServer,
  host: FakeHost,
  o: { readonly name?: string; readonly kind?: 'counter' | 'lobby' } = {},
): Promise<Desk> {
  names += 1;
  const till = await openTill(server, 1, {
    databaseName: o.name ?? `desk-${names}`,
    storage,
    identity: { ...identityOf(1), kind: o.kind ?? 'counter' },
  });
  const opened = { till, ctx: { replica: till.replica, bridge: host.bridge, staff: null } };
  open.push(opened);
  await untilOnline(till);
  for (const [name, id] of PROGRAMME) await until(async () => (await till.replica.get(name, id)) !== null);
  return opened;
}

const PROGRAMME = [
  ['seatmaps', SHOW_ID],
  ['cinemas', 'cinema-1'],
  ['tariffs', 'tariff-1'],
  ['screens', 'screen-1'],
  ['shows', SHOW_ID],
  ['movies', 'movie-1'],
] as const;

export const adults = (...seats: string[]) =>
  seats.map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));

export async function entrusted(server: FakeServer, { till }: Desk, ...ids: string[]): Promise<Allotment> {
  const allotment = server.entrust(1, till.replica.replicaId, 'allotment-1', ids.map(seatId));
  await until(async () => (await firstValueFrom(till.replica.ownSeats$(SHOW_ID))).leases.size === ids.length);
  return allotment;
}

export async function cut({ till }: Desk): Promise<void> {
  till.line.cutNow();
  await until(async () => (await firstValueFrom(till.replica.connection$)).kind === 'offline');
}
