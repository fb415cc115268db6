import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CollectionName } from '#shared/wire/collections.ts';
import { instant, ShowId } from '#shared/wire/scalars.ts';
import type { Caller, Change, Engine } from '../engine.ts';
import { ALL_SEATS, CINEMA, caller, makeShow, NOON_MS, request, row } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';
import { startOfYesterday } from './since.ts';

let house: OpenHouse;
const till = caller('till-1');
const rival = caller('till-2');
const lobby = caller('kiosk', 'lobby');

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

type Document = { readonly id: string; readonly [field: string]: unknown };
type Replica = { lwt: number; id: string; readonly documents: Map<string, Document> };
const empty = (): Replica => ({ lwt: 0, id: '', documents: new Map() });

/** One page into a replica, as RxDB does it: what came is kept, then the checkpoint moves. */
async function pullPage(engine: Engine, who: Caller, name: CollectionName, replica: Replica, limit: number) {
  const answer = await engine.pull(who, name, { lwt: replica.lwt, id: replica.id, limit });
  if ('wrongEpoch' in answer) throw new Error('a foreign epoch');
  for (const document of answer.documents) replica.documents.set(document.id, document);
  Object.assign(replica, answer.checkpoint);
  return answer.documents.length;
}

async function pullAll(engine: Engine, who: Caller, name: CollectionName, replica = empty(), limit = 3) {
  while ((await pullPage(engine, who, name, replica, limit)) === limit);
  return replica;
}

const stored = async (name: CollectionName) =>
  new Map<string, unknown>(
    (await house.engine.list(CINEMA, name)).map((document) => [
      document.id,
      { ...document, _deleted: false },
    ]),
  );

describe('a pull', () => {
  test('[FEED1] pages are full or final, and a final one moves the checkpoint to the head of the feed', async () => {
    await house.push(till, ...ALL_SEATS.slice(0, 5).map((seatId) => request([seatId])));
    const replica = empty();
    const lengths = [];
    for (let page = 0; page < 3; page += 1)
      lengths.push(await pullPage(house.engine, till, 'bookings', replica, 2));
    expect(lengths).toEqual([2, 2, 1]);
    const heads = await house.engine.heads(CINEMA);
    expect(replica.lwt).toBe(Math.max(...heads.values()));
    expect(replica.id).toBe(house.engine.epoch);
  });

  test('[FEED2] another epoch, or a checkpoint ahead of the feed, is answered with the epoch', async () => {
    const { engine } = house;
    const { epoch } = engine;
    const query = { lwt: 0, id: epoch, limit: 10 };
    expect(await engine.pull(till, 'shows', query)).toHaveProperty('documents');
    expect(await engine.pull(till, 'shows', { ...query, id: '' })).toHaveProperty('documents');
    for (const foreign of [
      { ...query, id: 'another' },
      { ...query, lwt: 3, id: '' },
      { ...query, lwt: 10_000 },
    ])
      expect(await engine.pull(till, 'shows', foreign)).toEqual({ wrongEpoch: epoch });
  });

  test('[FEED3] a lobby kiosk replicates its own bookings only, without anybody’s data', async () => {
    await house.push(
      till,
      ...ALL_SEATS.slice(0, 7).map((seatId) => request([seatId], { customer: { name: 'Ada' } })),
    );
    const own = request(['D1'], { customer: { name: 'Ada' } });
    await house.push(lobby, own);
    const { documents } = await pullAll(house.engine, lobby, 'bookings');
    expect([...documents.keys()]).toEqual([own.id]);
    expect(documents.get(own.id)).not.toHaveProperty('customer');
    expect((await pullAll(house.engine, rival, 'bookings')).documents.size).toBe(8);
  });

  test('[FEED4] shows, their maps and settled bookings are sent from yesterday on, by the cinema’s zone', async () => {
    const old = ShowId.parse('old');
    const edge = ShowId.parse('edge');
    const sinceMs = startOfYesterday(NOON_MS, 'Europe/London');
    const shows = [makeShow(old, instant(sinceMs - 1)), makeShow(edge, instant(sinceMs))];
    await house.engine.put(CINEMA, 'shows', shows);
    for (const name of ['shows', 'seatmaps'] as const)
      expect([...(await pullAll(house.engine, till, name)).documents.keys()].sort()).toEqual([
        'edge',
        'show-1',
        'show-2',
      ]);
    // A replica that is full of old shows still gets full pages of new ones.
    expect(await pullPage(house.engine, till, 'shows', empty(), 3)).toBe(3);
  });

  test('[FEED4] yesterday begins at local midnight, also when the clocks change', () => {
    const utc = (text: string) => Date.parse(text);
    expect(startOfYesterday(utc('2026-11-23T12:00:00Z'), 'America/New_York')).toBe(
      utc('2026-11-22T05:00:00Z'),
    );
    expect(startOfYesterday(utc('2026-03-29T12:00:00Z'), 'Europe/London')).toBe(utc('2026-03-28T00:00:00Z'));
    expect(startOfYesterday(utc('2026-03-30T12:00:00Z'), 'Europe/London')).toBe(utc('2026-03-29T00:00:00Z'));
    expect(startOfYesterday(utc('2026-10-26T12:00:00Z'), 'Europe/London')).toBe(utc('2026-10-24T23:00:00Z'));
  });

  test('[FEED5] what was cancelled or expired stays, not deleted', async () => {
    const pending = await house.sell(till, request(['A1']));
    await house.push(till, { ...pending, status: 'cancelled' });
    const { documents } = await pullAll(house.engine, till, 'bookings');
    expect(documents.get(pending.id)).toMatchObject({ status: 'cancelled', _deleted: false });
  });
});

describe('news', () => {
  test('[FEED6] each commit is told once per collection, in commit order, with the number to pull to', async () => {
    const told: Change[] = [];
    const stop = house.engine.subscribe(CINEMA, (change) => told.push(change));
    await house.push(till, request(['A1']), request(['A2']));
    const heads = await house.engine.heads(CINEMA);
    expect(told.map(({ collection, lwt }) => [collection, lwt])).toEqual([
      ['bookings', heads.get('bookings')],
      ['seatmaps', heads.get('seatmaps')],
    ]);
    await house.push(till, request(['A1']));
    expect(told.map(({ collection }) => collection)).toEqual(['bookings', 'seatmaps', 'bookings']);
    stop();
    await house.push(till, request(['A3']));
    expect(told).toHaveLength(3);
  });

  test('[FEED6] a listener that throws keeps nobody from hearing, and fails no push', async () => {
    const told: Change[] = [];
    house.engine.subscribe(CINEMA, () => {
      throw new Error('a bug');
    });
    house.engine.subscribe(CINEMA, (change) => told.push(change));
    expect(await house.push(till, request(['A1']))).toMatchObject([{ status: 'pending' }]);
    expect(told).toHaveLength(2);
  });
});

const step = fc.record({
  seats: fc.uniqueArray(fc.constantFrom(...ALL_SEATS.slice(0, 8)), { minLength: 1, maxLength: 2 }),
  cancel: fc.boolean(),
  page: fc.integer({ min: 1, max: 4 }),
  replica: fc.nat(2),
});

test('[I7] replicas that pull between, during and after pushes miss nothing, from any checkpoint', async () => {
  const names = ['bookings', 'seatmaps'] as const;
  const run = async (steps: readonly (typeof step extends fc.Arbitrary<infer Value> ? Value : never)[]) => {
    const { engine } = house;
    const replicas = [0, 1, 2].map(() => ({ bookings: empty(), seatmaps: empty() }));
    for (const { seats, cancel, page, replica } of steps) {
      const map = await house.seats();
      const wanted = request(seats.map((seatId) => ({ seatId, rev: map[seatId]?.rev ?? 0 })));
      const [held] = (await house.bookings()).filter(({ status }) => status === 'pending');
      const documents = cancel && held !== undefined ? [{ ...held, status: 'cancelled' }, wanted] : [wanted];
      const behind = replicas[replica];
      await Promise.all([
        ...documents.map((document) => engine.push(till, 'bookings', [row(document)])),
        ...names.map((name) => behind && pullPage(engine, rival, name, behind[name], page)),
      ]);
    }
    for (const name of names) {
      const truth = await stored(name);
      for (const replica of [...replicas, { bookings: empty(), seatmaps: empty() }])
        expect((await pullAll(engine, rival, name, replica[name])).documents).toEqual(truth);
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), run), { numRuns: 20 });
}, 60_000);
