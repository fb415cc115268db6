import { omit } from '#shared/domain/pick.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import type { CollectionName } from '#shared/wire/collections.ts';
import type { DeviceRecord } from '../engine.ts';

/** Whose documents of a collection a kind of device replicates: the cinema's, or only what it wrote itself. */
type Reach = 'cinema' | 'own';
type ReachByKind = Readonly<Record<DeviceKind, Reach>>;

const everyone: ReachByKind = { counter: 'cinema', manager: 'cinema', door: 'cinema', lobby: 'cinema' };

/** A lobby kiosk stands among strangers: it learns nothing of other people's bookings. */
export const REACH: Readonly<Record<CollectionName, ReachByKind>> = {
  bookings: { ...everyone, lobby: 'own' },
  admissions: { ...everyone, lobby: 'own' },
  shifts: { ...everyone, lobby: 'own', door: 'own' },
  // A till needs its own journal back after losing its replica; the cinema's is for whoever checks it.
  journal: { counter: 'own', lobby: 'own', door: 'own', manager: 'cinema' },
  cinemas: everyone,
  screens: everyone,
  movies: everyone,
  shows: everyone,
  tariffs: everyone,
  seatmaps: everyone,
  // Staff see who may sell what; a lobby kiosk what it may sell itself.
  allotments: { ...everyone, lobby: 'own', door: 'own' },
};

/** Devices within reach of the public get neither customers' data nor the names of tills. */
const blind = (kind: DeviceKind): boolean => kind === 'lobby' || kind === 'door';

/** The booking as this kind of device may see it. */
export function bookingFor(kind: DeviceKind, booking: Booking): Booking {
  if (!blind(kind)) return booking;
  const { conflicts } = booking;
  return {
    ...omit(booking, ['customer', 'note', 'conflicts']),
    ...(conflicts === undefined ? {} : { conflicts: conflicts.map((conflict) => omit(conflict, ['by'])) }),
  };
}

/** The booking as this device may see it; null when it may not know of it at all. */
export function visibleBooking(device: DeviceRecord, booking: Booking): Booking | null {
  if (booking.cinemaId !== device.cinemaId) return null;
  if (REACH.bookings[device.kind] === 'own' && booking.deviceId !== device.id) return null;
  return bookingFor(device.kind, booking);
}
