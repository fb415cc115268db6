import {
  Movie,
  type RuleCondition,
  Screen,
  Show,
  Tariff,
  TariffVersion,
  type TicketType,
} from '#shared/wire/catalog.ts';
import { Instant, Money, SeatId } from '#shared/wire/scalars.ts';
import { type PricedSeat, type PriceQuery, priceOf } from './price.ts';
import { standardTariffVersion } from './standard.ts';

/** Twenty seats of each type: `regular-1` … `recliner-20`. */
export const SCREEN = Screen.parse({
  id: 'screen-1',
  cinemaId: 'cinema-1',
  name: 'Screen 1',
  curve: 0,
  cleaningMinutes: 15,
  rows: ['A', 'B', 'C', 'D'],
  seats: ['regular', 'premium', 'vip', 'recliner'].flatMap((type, row) =>
    Array.from({ length: 20 }, (_, at) => ({
      id: `${type}-${at + 1}`,
      row: 'ABCD'.charAt(row),
      column: at + 1,
      label: `${at + 1}`,
      type,
    })),
  ),
});

export const ZONE = 'Europe/London';
export const money = (minor: number): Money => Money.parse(minor);
export const FROM = Instant.parse('2026-01-01T00:00:00.000Z');
export const STANDARD = standardTariffVersion({ version: 1, from: FROM, taxRate: 2_000, base: money(1_000) });

export function ticket(seatId: string, ticketType: TicketType = 'adult'): PricedSeat {
  return { seatId: SeatId.parse(seatId), ticketType };
}

export function showAt(startsAt: string, extra: { format?: string; tariffId?: string } = {}): Show {
  return Show.parse({
    id: 'show-1',
    cinemaId: 'cinema-1',
    movieId: 'movie-1',
    screenId: 'screen-1',
    tariffId: 'tariff-1',
    startsAt,
    block: { trailerMinutes: 15, featureMinutes: 120, intervalMinutes: 0, cleaningMinutes: 15 },
    format: '2d',
    access: [],
    number: 17,
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    ...extra,
  });
}

export function movieOf(releaseDate: string): Movie {
  return Movie.parse({
    id: 'movie-1',
    title: 'Dusk',
    runningMinutes: 120,
    genres: [],
    formats: ['2d'],
    posterSeed: 1,
    releaseDate,
  });
}

/** A version of just these rules, with the fields a test does not care about filled in. */
export function versionOf(rules: readonly Record<string, unknown>[], extra: object = {}): TariffVersion {
  return TariffVersion.parse({ version: 1, from: FROM, taxRate: 2_000, cancellation: [], rules, ...extra });
}

export function baseRule(amount: number): Record<string, unknown> {
  const multipliers = { regular: 10_000, premium: 15_000, vip: 20_000, recliner: 25_000 };
  return { id: 'base', kind: 'base', label: 'Base', amount, multipliers };
}

export function percentRule(
  rate: number,
  when: RuleCondition = {},
  id = `percent ${rate}`,
): Record<string, unknown> {
  return { id, kind: 'percent', label: id, rate, when };
}

export function tariffOf(...versions: readonly TariffVersion[]): Tariff {
  return Tariff.parse({ id: 'tariff-1', cinemaId: 'cinema-1', name: 'Standard', currency: 'EUR', versions });
}

type Order = Partial<Omit<PriceQuery, 'seats'>> & { seats: readonly PricedSeat[]; startsAt?: string };

/** Prices an order of an ordinary Wednesday afternoon at the standard tariff, unless said otherwise. */
export function priced({ startsAt = '2026-11-25T15:00:00Z', ...order }: Order): ReturnType<typeof priceOf> {
  const version = order.version ?? STANDARD;
  return priceOf({
    show: showAt(startsAt),
    movie: null,
    screen: SCREEN,
    tariff: tariffOf(version),
    zone: ZONE,
    channel: 'counter',
    ...order,
    version,
  });
}
