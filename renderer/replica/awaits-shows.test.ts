import { BehaviorSubject } from 'rxjs';
import { expect, test } from 'vitest';
import { awaitsShows } from './awaits-shows.ts';
import { FakeServer } from './testing/fake-server.ts';
import { CINEMA_ID, SHOW_ID, show } from './testing/house.ts';
import { openTill, until } from './testing/till.ts';
import type { Connection } from './types.ts';

const ONLINE: Connection = { kind: 'online' };
const OFFLINE: Connection = { kind: 'offline', sinceMs: 0 };

function programme(here: number, connection: Connection) {
  const shows$ = new BehaviorSubject(Array.from({ length: here }, () => show));
  const connection$ = new BehaviorSubject(connection);
  let end = (): void => {};
  const pulled = new Promise<void>((resolve) => {
    end = resolve;
  });
  const seen: boolean[] = [];
  awaitsShows(shows$, connection$, pulled).subscribe((awaits) => seen.push(awaits));
  return { shows$, connection$, end, seen };
}

test('[REP16] a new replica shows its programme when all of it is here', async () => {
  const { shows$, end, seen } = programme(0, ONLINE);
  shows$.next([show]);
  shows$.next([show, show]);
  expect(seen).toEqual([true]);
  end();
  await Promise.resolve();
  await Promise.resolve();
  expect(seen).toEqual([true, false]);
});

test('[REP16] the line is lost during the first pull: what is here is shown', () => {
  const { shows$, connection$, seen } = programme(0, ONLINE);
  shows$.next([show]);
  connection$.next(OFFLINE);
  expect(seen).toEqual([true, false]);
});

test('[REP16] what was on disk is shown at once, and a programme without shows when it is known to have none', async () => {
  expect(programme(3, { kind: 'connecting' }).seen).toEqual([false]);
  const { end, seen } = programme(0, ONLINE);
  end();
  await Promise.resolve();
  await Promise.resolve();
  expect(seen).toEqual([true, false]);
});

test('[REP16] a server that turns out to be another one during the first pull keeps nothing back', async () => {
  const server = new FakeServer();
  const till = await openTill(server, 1);
  const { line, replica } = till;
  const seen: boolean[] = [];
  const watching = replica.awaitsShows$.subscribe((awaits) => seen.push(awaits));
  line.fate = (path) => (path.startsWith('/shows/') ? 'request-lost' : 'passes');
  await until(async () => (await replica.get('cinemas', CINEMA_ID)) !== null);
  expect(seen).toEqual([true]);
  server.restoreEmpty('epoch-2');
  line.fate = () => 'passes';
  await until(() => seen.at(-1) === false);
  expect(await replica.get('shows', SHOW_ID)).not.toBeNull();
  watching.unsubscribe();
  await replica.close();
});
