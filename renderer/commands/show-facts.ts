import type { Priced } from '#shared/domain/booking/steps.ts';
import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import type { BookingSeat, Channel } from '#shared/wire/booking.ts';
import type { Cinema, Movie, Screen, Seatmap, Show, Tariff } from '#shared/wire/catalog.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import type { CommandContext, SeatWish } from './context.ts';

/** Everything this machine knows of one show. */
export type KnownShow = {
  readonly show: Show;
  readonly screen: Screen;
  readonly cinema: Cinema;
  readonly movie: Movie | null;
  readonly tariff: Tariff;
  readonly map: Seatmap | null;
};

/** Null when a part of it has not arrived yet. */
export async function knownShow({ replica }: CommandContext, showId: ShowId): Promise<KnownShow | null> {
  const show = await replica.get('shows', showId);
  if (show === null) return null;
  const [screen, cinema, movie, tariff, map] = await Promise.all([
    replica.get('screens', show.screenId),
    replica.get('cinemas', show.cinemaId),
    replica.get('movies', show.movieId),
    replica.get('tariffs', show.tariffId),
    replica.get('seatmaps', show.id),
  ]);
  if (screen === null || cinema === null || tariff === null) return null;
  return { show, screen, cinema, movie, tariff, map };
}

/** The seats wished for, each with the revision this kiosk sees: what the server compares. */
export const asSeen = (map: Seatmap | null, seats: readonly SeatWish[]): BookingSeat[] =>
  seats.map(({ seatId, ticketType }) => ({ seatId, ticketType, rev: map?.seats[seatId]?.rev ?? 0 }));

/** The price by the tariff in force at `nowMs`, as the server will reckon it too (invariant I10). */
export function priceAt(
  { show, screen, cinema, movie, tariff }: KnownShow,
  channel: Channel,
  seats: readonly SeatWish[],
  nowMs: number,
): Priced {
  const version = versionInForce(tariff, nowMs);
  const price = priceOf({ show, movie, screen, tariff, version, zone: cinema.zone, channel, seats });
  return { price, tariffVersion: version.version };
}
