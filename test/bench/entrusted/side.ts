import { randomUUID } from 'node:crypto';
import { Seatmap, type Show } from '#shared/wire/catalog.ts';
import { Allotment } from '#shared/wire/till.ts';
import type { Run } from '../bench.ts';
import { type Claim, LoadResult } from '../holds/jobs.ts';
import type { Worker } from '../worker.ts';
import { CINEMA_ID } from '../world/catalogue.ts';
import { House } from '../world/house.ts';
import { pullAll } from '../world/pull.ts';
import { KiosksResult } from './kiosks.ts';

const KIOSKS = 20;
const CONNECTIONS = 64;
const BURST_MS_MAX = 20_000;
/** Shows on which everything is run warm; nothing is measured on them. */
export const WARM_SHOWS = 10;

/** One cinema and its connected kiosks, which on one side are entrusted with seats and on the other are not. */
export class Side {
  readonly house: House;
  private readonly tokens: readonly string[];
  /** Empty where nobody is entrusted with anything: a client without a replica is not. */
  private readonly replicas: readonly string[];
  private readonly deviceIds: readonly string[];

  private constructor(house: House, kiosks: readonly { token: string; deviceId: string; replica: string }[]) {
    this.house = house;
    this.tokens = kiosks.map(({ token }) => token);
    this.deviceIds = kiosks.map(({ deviceId }) => deviceId);
    this.replicas = kiosks.flatMap(({ replica }) => (replica === '' ? [] : [replica]));
  }

  static async open(run: Run, name: string, shows: number, entrusted: boolean, lines: Worker): Promise<Side> {
    const size = { screens: 20, seatsPerScreen: 300, shows: shows + WARM_SHOWS, largeScreenSeats: 0 };
    const house = await House.open(run, name, size, 0);
    const kiosks = [];
    for (let n = 1; n <= KIOSKS; n += 1) {
      const { token, deviceId } = await house.enrol(`Kiosk ${n}`);
      kiosks.push({ token, deviceId, replica: entrusted ? randomUUID() : '' });
    }
    const side = new Side(house, kiosks);
    const { tokens, replicas } = side;
    await lines.ask({ kind: 'connect', url: house.url, tokens, replicas }, KiosksResult);
    return side;
  }

  get kiosks(): number {
    return this.tokens.length;
  }

  get warmShows(): readonly Show[] {
    return this.house.programme.shows.slice(0, WARM_SHOWS);
  }

  get shows(): readonly Show[] {
    return this.house.programme.shows.slice(WARM_SHOWS);
  }

  get token(): string {
    return this.tokens[0] ?? '';
  }

  burst(client: Worker, claims: readonly Claim[]): Promise<LoadResult> {
    const { tokens, replicas, house } = this;
    const job = {
      url: house.url,
      path: '/bookings/1/push',
      cinemaId: CINEMA_ID,
      tokens,
      ...(replicas.length === 0 ? {} : { replicas }),
      connections: CONNECTIONS,
      claims,
      isJudged: true,
      msMax: BURST_MS_MAX,
    };
    return client.ask(job, LoadResult);
  }

  /** Seats that somebody has, by show. */
  async taken(): Promise<Map<string, Set<string>>> {
    const maps = await pullAll(this.house.url, this.token, 'seatmaps', Seatmap);
    return new Map(
      maps.map(({ id, seats }) => [
        id,
        new Set(
          Object.entries(seats).flatMap(([seat, { status }]) => (status === 'available' ? [] : [seat])),
        ),
      ]),
    );
  }

  /** What each kiosk is entrusted with, in the order of the kiosks. */
  async allotments(): Promise<Allotment[][]> {
    const all = await pullAll(this.house.url, this.token, 'allotments', Allotment);
    const active = all.filter(({ status }) => status === 'active');
    return this.deviceIds.map((id) => active.filter(({ deviceId }) => deviceId === id));
  }

  /** Seats of the measured shows that are entrusted to somebody. */
  async entrusted(): Promise<number> {
    const shows = new Set<string>(this.shows.map(({ id }) => id));
    return (await this.allotments())
      .flat()
      .reduce((sum, { showId, seatIds }) => sum + (shows.has(showId) ? seatIds.length : 0), 0);
  }
}
