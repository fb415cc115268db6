import { newBooking, toConfirmed } from '#shared/domain/booking/steps.ts';
import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import { addDays, businessDayOf, businessDayRange } from '#shared/domain/time.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { type Screen, Show } from '#shared/wire/catalog.ts';
import { BookingId, type Day, DeviceId, instant, PaymentId } from '#shared/wire/scalars.ts';
import type { Engine } from '#sync-server/engine.ts';
import { insist } from '../bench.ts';
import { CINEMA_ID, type Programme, triplesOf } from '../world/catalogue.ts';

const HOUR_MS = 3_600_000;
/** Hours after the business day begins of a screen's shows. */
const TURNS = [8, 10.5, 13, 15.5, 18] as const;
/** How long before its show an order was paid. */
const BOUGHT_BEFORE_MS = HOUR_MS;

/** How much was sold on a day: shows, and orders of three seats for each. */
export type Trade = { readonly shows: number; readonly orders: number };

/** The business day it is now, at the cinema. */
export const todayOf = ({ cinema }: Programme, nowMs: number): Day =>
  businessDayOf(nowMs, cinema.zone, cinema.businessDayEndsAt);

/** Writes one day of sales as a forerunner's history: shows, and orders paid in cash. Answers how many orders. */
export async function sellDay(engine: Engine, programme: Programme, day: Day, trade: Trade): Promise<number> {
  const shows = showsOf(programme, day, trade.shows);
  await engine.put(
    CINEMA_ID,
    'shows',
    shows.map(({ show }) => show),
  );
  let orders = 0;
  for (const { show, room } of shows) {
    const bookings = triplesOf(room)
      .slice(0, trade.orders)
      .map((seats, at) => orderOf(programme, show, room, seats, at));
    const { adopted } = await engine.adopt({ cinemaId: CINEMA_ID, showId: show.id, bookings });
    insist(adopted === bookings.length, `only ${adopted} of ${bookings.length} orders were taken over`);
    orders += adopted;
  }
  return orders;
}

function showsOf(programme: Programme, day: Day, count: number): { show: Show; room: Screen }[] {
  const { cinema, screens, movies, tariff } = programme;
  const { fromMs } = businessDayRange(day, cinema.zone, cinema.businessDayEndsAt);
  const rooms = Array.from({ length: Math.ceil(count / screens.length) }, () => screens).flat();
  return rooms.slice(0, count).map((room, at) => {
    const turn = TURNS[Math.floor(at / screens.length) % TURNS.length] ?? 0;
    const show = Show.parse({
      id: `${day}-${at + 1}`,
      cinemaId: CINEMA_ID,
      movieId: movies[at % movies.length]?.id,
      screenId: room.id,
      startsAt: instant(fromMs + turn * HOUR_MS),
      tariffId: tariff.id,
      block: { trailerMinutes: 15, featureMinutes: 100, intervalMinutes: 0, cleaningMinutes: 15 },
      format: '2d',
      access: [],
      saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
      number: at + 1,
    });
    return { show, room };
  });
}

function orderOf(
  { cinema, movies, tariff }: Programme,
  show: Show,
  room: Screen,
  triple: Screen['seats'],
  at: number,
): Booking {
  const atMs = Date.parse(show.startsAt) - BOUGHT_BEFORE_MS;
  const deviceId = DeviceId.parse(`till-${at % 4}`);
  const seats = triple.map(({ id }) => ({ seatId: id, rev: 0, ticketType: 'adult' as const }));
  const version = versionInForce(tariff, atMs);
  const movie = movies.find(({ id }) => id === show.movieId) ?? null;
  const price = priceOf({
    show,
    movie,
    screen: room,
    tariff,
    version,
    zone: cinema.zone,
    channel: 'counter',
    seats,
  });
  const id = BookingId.parse(`${show.id}-${at}`);
  const requested = newBooking({
    id,
    showId: show.id,
    cinemaId: CINEMA_ID,
    deviceId,
    prefix: 'A0',
    channel: 'counter',
    seats,
    priced: { price, tariffVersion: version.version },
    nowMs: atMs,
  });
  const payment = {
    id: PaymentId.parse(`${id}-p`),
    tender: 'cash',
    amount: price.total,
    status: 'success',
    deviceId,
    at: instant(atMs),
  } as const;
  return toConfirmed(requested, deviceId, { payments: [payment] });
}

/** The days before `day`, the nearest first. */
export const daysBefore = (day: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, at) => addDays(day, -at - 1));
