import { setMaxListeners } from 'node:events';
import { filter, firstValueFrom, timeout } from 'rxjs';
import type { SeatId, ShowId } from '#shared/wire/scalars.ts';
import { tillWrong, truthOf } from './audit.ts';
import { dice } from './dice.ts';
import { type FromTill, ToTill } from './messages.ts';
import { ChaosTill } from './till.ts';

/**
 * A till in a process of its own: RxDB's open-source edition opens no more collections than one replica has. It does
 * what the run tells it over the channel of its parent.
 */

// A busy replica has more requests under way than Node finds normal.
setMaxListeners(100);

const SHOWS = 2;
const FIRST_SYNC_MS_MAX = 60_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const answer = (message: FromTill): void => {
  process.send?.(message);
};

let till: ChaosTill | null = null;
let selling: Promise<void> = Promise.resolve();
let over = false;

async function obey(order: ToTill): Promise<void> {
  if (order.kind === 'open') {
    till = await ChaosTill.open(order.serverUrl, order.code, order.name);
    selling = sell(till, dice(order.seed), () => over);
    // What goes wrong is told when the run asks for the end of it.
    selling.catch(() => undefined);
    answer({ kind: 'opened', token: till.identity.token });
    return;
  }
  if (till === null) throw new Error('this till is not open');
  if (order.kind === 'finish') {
    over = true;
    await selling;
    answer({ kind: 'finished' });
    return;
  }
  await till.quiet();
  const wrong = await tillWrong(await truthOf(order.serverUrl, till.identity.token), till);
  const of = (assurance: string): number =>
    till?.sold.filter((sale) => sale.assurance === assurance).length ?? 0;
  const counts = { sales: till.sold.length, leased: of('leased'), promised: of('promised') };
  answer({ kind: 'audited', wrong, counts });
}

process.on('message', (message) => {
  obey(ToTill.parse(message)).catch((error: unknown) => {
    answer({
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  });
});
process.on('disconnect', () => process.exit());

/** The shows of the cinema, once this till knows them. */
async function showsOf({ replica }: ChaosTill): Promise<ShowId[]> {
  const shows = await firstValueFrom(
    replica.shows$.pipe(
      filter((some) => some.length === SHOWS),
      timeout({ first: FIRST_SYNC_MS_MAX }),
    ),
  );
  return shows.map(({ id }) => id);
}

/** Serves one guest after the other until it is over; now and then the page is loaded anew. */
async function sell(till: ChaosTill, random: () => number, isOver: () => boolean): Promise<void> {
  const shows = await showsOf(till);
  while (!isOver()) {
    const showId = shows[Math.floor(random() * shows.length)];
    if (showId === undefined) throw new Error('there are no shows to sell');
    const seatIds = await freeSeats(till, showId, 1 + Math.floor(random() * 3), random);
    if (seatIds.length > 0) await till.serve(showId, seatIds, random);
    if (random() < 0.03) await till.restart();
    await sleep(50 + random() * 150);
  }
}

/** Seats that look free here, side by side or not: a clerk points anywhere. */
async function freeSeats(
  { replica }: ChaosTill,
  showId: ShowId,
  count: number,
  random: () => number,
): Promise<SeatId[]> {
  const show = await replica.get('shows', showId);
  const screen = show === null ? null : await replica.get('screens', show.screenId);
  const map = await replica.get('seatmaps', showId);
  const free = (screen?.seats ?? []).filter(
    (seat) =>
      seat.house !== true &&
      seat.broken !== true &&
      seat.wheelchair !== true &&
      seat.companion !== true &&
      seat.partner === undefined &&
      (map?.seats[seat.id]?.status ?? 'available') === 'available',
  );
  const from = Math.floor(random() * Math.max(1, free.length - count));
  return free.slice(from, from + count).map(({ id }) => id);
}
