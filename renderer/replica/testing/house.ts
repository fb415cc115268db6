import { newBooking } from '#shared/domain/booking/steps.ts';
import { priceOf } from '#shared/domain/pricing/price.ts';
import { standardTariffVersion } from '#shared/domain/pricing/standard.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { Cinema, Movie, Screen, Show, Tariff, type TicketType } from '#shared/wire/catalog.ts';
import { BookingId, DeviceId, instant, Money, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { EnrolledIdentity } from '../types.ts';

/** A small cinema for tests: two rows of six, one movie, one show on a Wednesday afternoon. */
export const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z');
export const SHOW_ID = ShowId.parse('show-1');
export const CINEMA_ID = Cinema.shape.id.parse('cinema-1');
const ROWS = ['A', 'B'];
const COLUMNS = [1, 2, 3, 4, 5, 6];

export const deviceId = (n: number): DeviceId => DeviceId.parse(`till-${n}`);
export const seatId = (id: string): SeatId => SeatId.parse(id);
export const ALL_SEATS: readonly SeatId[] = ROWS.flatMap((row) => COLUMNS.map((n) => seatId(`${row}${n}`)));

export const identityOf = (n: number): EnrolledIdentity => ({
  enrolled: true,
  serverUrl: 'http://server.test',
  deviceId: deviceId(n),
  token: `token-${n}`,
  kind: 'counter',
  cinemaId: CINEMA_ID,
  name: `Counter ${n}`,
  publicKey: 'key',
});

export const cinema = Cinema.parse({
  id: CINEMA_ID,
  name: 'The Corner',
  city: 'Berlin',
  country: 'DE',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  taxRate: 700,
  businessDayEndsAt: '05:00',
  devices: [1, 2, 3].map((n) => ({
    id: deviceId(n),
    name: `Counter ${n}`,
    kind: 'counter',
    prefix: `C${n}`,
  })),
});
export const screen = Screen.parse({
  id: 'screen-1',
  cinemaId: CINEMA_ID,
  name: 'Screen 1',
  rows: ROWS,
  curve: 0,
  cleaningMinutes: 15,
  seats: ROWS.flatMap((row) =>
    COLUMNS.map((column) => ({ id: `${row}${column}`, row, column, label: String(column), type: 'regular' })),
  ),
});
export const movie = Movie.parse({
  id: 'movie-1',
  title: 'The Long Way Home',
  runningMinutes: 104,
  genres: ['drama'],
  formats: ['2d'],
  posterSeed: 7,
  certificate: '12A',
});
export const show = Show.parse({
  id: SHOW_ID,
  cinemaId: CINEMA_ID,
  movieId: movie.id,
  screenId: screen.id,
  startsAt: '2026-11-25T14:00:00.000Z',
  tariffId: 'tariff-1',
  block: { trailerMinutes: 15, featureMinutes: 104, intervalMinutes: 0, cleaningMinutes: 15 },
  format: '2d',
  access: [],
  saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
  number: 17,
});
export const tariff = Tariff.parse({
  id: 'tariff-1',
  cinemaId: CINEMA_ID,
  name: 'Standard',
  currency: 'EUR',
  versions: [
    standardTariffVersion({
      version: 1,
      from: instant(Date.parse('2026-01-01T00:00:00.000Z')),
      taxRate: 700,
      base: Money.parse(1_000),
    }),
  ],
});

/** A `requested` booking of till `n` for the seats, at the revisions given (0 by default). */
export function order(
  n: number,
  id: string,
  seats: readonly string[],
  options: { readonly rev?: number; readonly ticketType?: TicketType } = {},
): Booking {
  const wanted = seats.map((seat) => ({
    seatId: seatId(seat),
    rev: options.rev ?? 0,
    ticketType: options.ticketType ?? ('adult' as const),
  }));
  const [version] = tariff.versions;
  if (version === undefined) throw new Error('a tariff has a version');
  const price = priceOf({
    show,
    movie,
    screen,
    tariff,
    version,
    zone: cinema.zone,
    channel: 'counter',
    seats: wanted,
  });
  return newBooking({
    id: BookingId.parse(id),
    showId: SHOW_ID,
    cinemaId: CINEMA_ID,
    deviceId: deviceId(n),
    prefix: `C${n}`,
    channel: 'counter',
    seats: wanted,
    priced: { price, tariffVersion: version.version },
    nowMs: NOW_MS,
  });
}
