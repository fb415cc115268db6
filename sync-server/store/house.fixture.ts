import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cinema, type DeviceKind, Movie, Screen, Show, Tariff } from '#shared/wire/catalog.ts';
import type { SeatId as SeatIdType } from '#shared/wire/scalars.ts';
import {
  BookingId,
  CinemaId,
  DeviceId,
  type Instant,
  instant,
  SeatId,
  ShowId,
} from '#shared/wire/scalars.ts';
import type { TimeSource } from '../clock/server-clock.ts';
import type { Caller, DeviceRecord, Engine } from '../engine.ts';
import type { Log } from './log.ts';

/** Noon on 23 November 2026, UTC: when every test's clock begins. */
export const NOON_MS = Date.UTC(2026, 10, 23, 12);
export const HOUR_MS = 60 * 60 * 1_000;

export const CINEMA = CinemaId.parse('rex');
export const SHOW = ShowId.parse('show-1');
export const OTHER_SHOW = ShowId.parse('show-2');

const ROWS = ['A', 'B', 'C', 'D'];
const SEATS_PER_ROW = 10;
export const seat = (name: string): SeatIdType => SeatId.parse(name);
export const ALL_SEATS: readonly SeatIdType[] = ROWS.flatMap((row) =>
  Array.from({ length: SEATS_PER_ROW }, (_, index) => seat(`${row}${index + 1}`)),
);

export function makeCinema(id: string = CINEMA) {
  return Cinema.parse({
    id,
    name: 'Rex',
    city: 'London',
    country: 'GB',
    zone: 'Europe/London',
    currency: 'GBP',
    taxRate: 2_000,
    businessDayEndsAt: '05:00',
    devices: [],
  });
}

export function makeScreen(cinemaId: string = CINEMA) {
  return Screen.parse({
    id: 'screen-1',
    cinemaId,
    name: 'Screen 1',
    rows: ROWS,
    curve: 0,
    cleaningMinutes: 15,
    seats: ALL_SEATS.map((id, index) => ({
      id,
      row: ROWS[Math.floor(index / SEATS_PER_ROW)],
      column: (index % SEATS_PER_ROW) + 1,
      label: id,
      type: 'regular',
    })),
  });
}

export function makeTariff(cinemaId: string = CINEMA) {
  return Tariff.parse({
    id: 'tariff-1',
    cinemaId,
    name: 'Standard',
    currency: 'GBP',
    versions: [
      {
        version: 1,
        from: '2026-01-01T00:00:00.000Z',
        taxRate: 2_000,
        rules: [
          {
            id: 'base',
            kind: 'base',
            label: 'Base',
            amount: 1_000,
            multipliers: { regular: 10_000, premium: 15_000, vip: 20_000, recliner: 25_000 },
          },
        ],
        cancellation: [{ untilMinutesBefore: 0, refundRate: 10_000, releasesSeats: true }],
      },
    ],
  });
}

export function makeMovie() {
  return Movie.parse({
    id: 'movie-1',
    title: 'The Long Reel',
    runningMinutes: 120,
    genres: [],
    formats: ['2d'],
    posterSeed: 1,
  });
}

export function makeShow(id: string, startsAt: Instant, cinemaId: string = CINEMA) {
  return Show.parse({
    id,
    cinemaId,
    movieId: 'movie-1',
    screenId: 'screen-1',
    startsAt,
    tariffId: 'tariff-1',
    block: { trailerMinutes: 20, featureMinutes: 120, intervalMinutes: 0, cleaningMinutes: 15 },
    format: '2d',
    access: [],
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number: 1,
  });
}

/** A cinema with one screen of forty seats and two shows, six hours and a day from noon. */
export async function furnish(engine: Engine): Promise<void> {
  await engine.put(CINEMA, 'cinemas', [makeCinema()]);
  await engine.put(CINEMA, 'screens', [makeScreen()]);
  await engine.put(CINEMA, 'tariffs', [makeTariff()]);
  await engine.put(CINEMA, 'movies', [makeMovie()]);
  await engine.put(CINEMA, 'shows', [
    makeShow(SHOW, instant(NOON_MS + 6 * HOUR_MS)),
    makeShow(OTHER_SHOW, instant(NOON_MS + 24 * HOUR_MS)),
  ]);
}

/** A device nobody enrolled, for tests that begin behind the door. */
export function caller(name: string, kind: DeviceKind = 'counter', more: Partial<DeviceRecord> = {}): Caller {
  const device: DeviceRecord = {
    id: DeviceId.parse(name),
    name,
    kind,
    cinemaId: CINEMA,
    prefix: 'T1',
    publicKey: null,
    retired: false,
    ...more,
  };
  return { device, staff: null, replicaId: null };
}

export const newBookingId = () => BookingId.parse(randomUUID());

/** The smallest request for seats that were never touched. */
export function request(
  seats: readonly (string | { readonly seatId: string; readonly rev: number })[],
  more: object = {},
) {
  return {
    id: newBookingId(),
    showId: SHOW,
    cinemaId: CINEMA,
    status: 'requested',
    rev: 0,
    seats: seats.map((wanted) => ({
      ...(typeof wanted === 'string' ? { seatId: wanted, rev: 0 } : wanted),
      ticketType: 'adult',
    })),
    ...more,
  };
}

export const row = (newDocumentState: unknown) => ({ newDocumentState });

/** Both clocks of a test. They move only when it says so. */
export function handClock(startMs = NOON_MS): TimeSource & {
  pass(ms: number): void;
  setWall(ms: number): void;
} {
  let wall = startMs;
  let monotonic = 0;
  return {
    wallMs: () => wall,
    monotonicMs: () => monotonic,
    pass(ms) {
      wall += ms;
      monotonic += ms;
    },
    setWall(ms) {
      wall = ms;
    },
  };
}

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A directory that is gone after the test. */
export function temporaryDirectory(): { file: (name: string) => string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'foyer-'));
  return {
    file: (name) => join(directory, name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
