import { newBooking, toConfirmed } from '#shared/domain/booking/steps.ts';
import { cancellationTerms } from '#shared/domain/cancellation.ts';
import { hash32 } from '#shared/domain/hash.ts';
import { percentOf } from '#shared/domain/money.ts';
import { priceOf, versionInForce } from '#shared/domain/pricing/price.ts';
import type { Booking, Refund } from '#shared/wire/booking.ts';
import type { Cinema, Movie, Screen, Seat, Tariff } from '#shared/wire/catalog.ts';
import { BookingId, DeviceId, instant, Money, PaymentId, RefundId, StaffId } from '#shared/wire/scalars.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { comersShare } from './demo/audience.ts';
import { type Purchase, purchaseOf, ticketTypesOf } from './history-parties.ts';
import { purchaseTimes } from './history-times.ts';
import type { UnnumberedShow } from './numbers.ts';

/** Days of sales before today that a new demo has: last week's same weekday, and one more. */
export const HISTORY_DAYS = 8;
/** The share of a show's parties that bought at tills Foyer knows of. */
const SHARE = 0.35;
/** The share of orders made days ahead that were given back the day after. */
const GIVEN_BACK_SHARE = 0.05;
const DAY_MS = 24 * 3_600_000;

/** What the sales of one house need to know. */
export type HouseSales = {
  readonly cinema: Cinema;
  readonly opensAtMinute: number;
  readonly tariff: Tariff;
  readonly movies: ReadonlyMap<string, Movie>;
  /** Two characters per till, for its booking codes. */
  readonly prefixes: ReadonlyMap<DeviceId, string>;
  /** What has been sold until now is history. */
  readonly nowMs: number;
};

export type ShowSales = {
  readonly bookings: Booking[];
  /** Parties that did not buy at these tills, or have not yet. */
  readonly others: Seat[][];
};

/**
 * Turns part of a show's audience into sales, paid at the price of the time, some given back later. The same show and
 * moment give the same sales.
 */
export function salesOfShow(
  house: HouseSales,
  show: UnnumberedShow,
  screen: Screen,
  parties: readonly Seat[][],
  daysAhead: number,
): ShowSales {
  const chance = chanceFrom(hash32(show.id, 2));
  const times = purchaseTimes({
    startsAtMs: Date.parse(show.startsAt),
    daysAhead: Math.max(0, daysAhead),
    count: parties.length,
    hours: { ...house.cinema, opensAtMinute: house.opensAtMinute },
    chance,
  });
  const share = SHARE * comersShare(Math.max(0, daysAhead));
  const bookings: Booking[] = [];
  const others: Seat[][] = [];
  for (const [at, party] of parties.entries()) {
    const own = chanceFrom(hash32(`${show.id}|${at}`, 3));
    const atMs = times[at] ?? 0;
    const isOurs = own.maybe(share) && atMs <= house.nowMs;
    if (isOurs) bookings.push(saleOf({ house, show, screen, party, at, atMs, chance: own }));
    else others.push(party);
  }
  return { bookings, others };
}

type Sale = {
  readonly house: HouseSales;
  readonly show: UnnumberedShow;
  readonly screen: Screen;
  readonly party: readonly Seat[];
  /** Its turn among the show's parties. */
  readonly at: number;
  readonly atMs: number;
  readonly chance: Chance;
};

function saleOf(sale: Sale): Booking {
  const { house, show, party, at, atMs, chance } = sale;
  const { cinema } = house;
  const id = BookingId.parse(`${show.id}.b${at}`);
  const purchase = purchaseOf(cinema.id, chance);
  const { deviceId, channel, tender, staffId } = purchase;
  const priced = priceFor(sale, purchase);
  const requested = newBooking({
    id,
    showId: show.id,
    cinemaId: cinema.id,
    deviceId,
    prefix: house.prefixes.get(deviceId) ?? '00',
    channel,
    seats: party.map((seat, n) => ({
      seatId: seat.id,
      rev: 0,
      ticketType: priced.ticketTypes[n] ?? 'adult',
    })),
    priced: { price: priced.price, tariffVersion: priced.version },
    nowMs: atMs,
  });
  const sold = toConfirmed(requested, deviceId, {
    payments: [
      {
        id: PaymentId.parse(`${id}.p`),
        tender,
        amount: priced.price.total,
        status: 'success',
        deviceId,
        ...(staffId === null ? {} : { staffId }),
        at: instant(atMs),
      },
    ],
  });
  const printed: Booking = {
    ...sold,
    tickets: sold.tickets.map((ticket) => ({ ...ticket, printed: 'yes' })),
  };
  return chance.maybe(GIVEN_BACK_SHARE) ? (givenBack(sale, printed) ?? printed) : printed;
}

function priceFor({ house, show, screen, party, atMs, chance }: Sale, { channel }: Purchase) {
  const movie = house.movies.get(show.movieId) ?? null;
  const ticketTypes = ticketTypesOf(party, movie, chance);
  const version = versionInForce(house.tariff, atMs);
  const price = priceOf({
    show: { ...show, number: 1 },
    movie,
    screen,
    tariff: house.tariff,
    version,
    zone: house.cinema.zone,
    channel,
    seats: party.map((seat, n) => ({ seatId: seat.id, ticketType: ticketTypes[n] ?? 'adult' })),
  });
  return { ticketTypes, price, version: version.version };
}

/** The order given back the day after at the counter, as far as the rules give money and free the seats; null if they do not. */
function givenBack({ house, show, atMs, chance }: Sale, sold: Booking): Booking | null {
  const backMs = atMs + DAY_MS + chance.int(0, 90) * 60_000;
  const { cancellation } = versionInForce(house.tariff, atMs);
  const terms = cancellationTerms(cancellation, Date.parse(show.startsAt), backMs);
  const [payment] = sold.payments;
  if (payment === undefined || backMs > house.nowMs || !terms.releasesSeats) return null;
  const refund: Refund = {
    id: RefundId.parse(`${sold.id}.r`),
    paymentId: payment.id,
    lines: [],
    amount: Money.parse(percentOf(payment.amount, terms.refundRate)),
    status: 'paid',
    reason: 'Cannot come',
    deviceId: DeviceId.parse(`${house.cinema.id}.counter-a`),
    by: StaffId.parse(`${house.cinema.id}.supervisor`),
    at: instant(backMs),
  };
  return {
    ...sold,
    status: 'cancelled',
    refunds: [refund],
    tickets: sold.tickets.map((ticket) => ({ ...ticket, printed: 'void' })),
    updatedAt: refund.at,
  };
}
