import { z } from 'zod';
import type { Pusher, ShowFacts } from '#shared/domain/booking/case.ts';
import { newBooking } from '#shared/domain/booking/steps.ts';
import type { Booking, BookingSeat, Payment, PushedBooking } from '#shared/wire/booking.ts';
import { PushedBooking as PushedBookingSchema } from '#shared/wire/booking.ts';
import { type DeviceKind, Screen, Show, Tariff } from '#shared/wire/catalog.ts';
import type { Role } from '#shared/wire/messages.ts';
import {
  BookingId,
  CinemaId,
  DeviceId,
  instant,
  Money,
  PaymentId,
  ReplicaId,
  SeatId,
  ShowId,
  StaffId,
} from '#shared/wire/scalars.ts';

/** A small cinema for tests of rules: one screen of ten seats, one show, ten of the currency's units a ticket. */
export const START_MS = Date.parse('2026-11-25T20:00:00.000Z');
export const NOW_MS = Date.parse('2026-11-25T12:00:00.000Z');
export const CINEMA = CinemaId.parse('kino');
export const SHOW = ShowId.parse('show-1');
export const PRICE = 1_000;

export const screen = Screen.parse({
  id: 'screen-1',
  cinemaId: CINEMA,
  name: 'Screen 1',
  rows: ['A', 'B'],
  curve: 0,
  cleaningMinutes: 15,
  seats: ['A', 'B'].flatMap((row) =>
    [1, 2, 3, 4, 5].map((column) => ({
      id: `${row}${column}`,
      row,
      column,
      label: String(column),
      type: 'regular',
    })),
  ),
});

export const show = Show.parse({
  id: SHOW,
  cinemaId: CINEMA,
  movieId: 'movie-1',
  screenId: 'screen-1',
  startsAt: instant(START_MS),
  tariffId: 'tariff-1',
  block: { trailerMinutes: 15, featureMinutes: 100, intervalMinutes: 0, cleaningMinutes: 15 },
  format: '2d',
  access: [],
  saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
  number: 1,
});

export const tariff = Tariff.parse({
  id: 'tariff-1',
  cinemaId: CINEMA,
  name: 'Plain',
  currency: 'EUR',
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
          amount: PRICE,
          multipliers: { regular: 10_000, premium: 15_000, vip: 20_000, recliner: 25_000 },
        },
      ],
      cancellation: [
        { untilMinutesBefore: 1_440, refundRate: 10_000, releasesSeats: true },
        { untilMinutesBefore: 120, refundRate: 5_000, releasesSeats: true },
      ],
    },
  ],
});

export const facts: ShowFacts = { show, screen, movie: null, tariff, zone: 'Europe/Berlin' };

export function till(name: string, kind: DeviceKind = 'counter', role: Role | null = null): Pusher {
  return {
    id: DeviceId.parse(name),
    kind,
    cinemaId: CINEMA,
    prefix: name.slice(-2).toUpperCase().padStart(2, 'T'),
    retired: false,
    replicaId: ReplicaId.parse(`replica-${name}`),
    staff: role === null ? null : { id: StaffId.parse(`staff-${role}`), role },
  };
}

export const seat = (seatId: string, rev = 0): BookingSeat => ({
  seatId: SeatId.parse(seatId),
  rev,
  ticketType: 'adult',
});

export const seatIds = (...ids: string[]): SeatId[] => ids.map((id) => SeatId.parse(id));

/** A kiosk's first write. */
export function request(pusher: Pusher, id: string, seats: readonly BookingSeat[], nowMs = NOW_MS): Booking {
  return newBooking({
    id: BookingId.parse(id),
    showId: SHOW,
    cinemaId: CINEMA,
    deviceId: pusher.id,
    prefix: pusher.prefix,
    channel: 'counter',
    seats,
    nowMs,
  });
}

/** The smallest hold a client may send: no edit, no price, nothing optional. */
export function smallestHold(id: string, ...seats: BookingSeat[]): PushedBooking {
  return PushedBookingSchema.parse({
    id,
    showId: SHOW,
    cinemaId: CINEMA,
    status: 'requested',
    rev: 0,
    seats,
  });
}

export function payment(id: string, amount: number, status: Payment['status'] = 'success'): Payment {
  return {
    id: PaymentId.parse(id),
    tender: 'cash',
    amount: Money.parse(amount),
    status,
    at: instant(NOW_MS),
  };
}

/** What travels: JSON, so that nothing shares memory with its sender. */
export const wired = (booking: Booking | PushedBooking): unknown =>
  z.unknown().parse(JSON.parse(JSON.stringify(booking)));
