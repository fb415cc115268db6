import type { Channel, Payment } from '#shared/wire/booking.ts';
import type { DeviceKind, Movie, Seat, TicketType } from '#shared/wire/catalog.ts';
import { type CinemaId, DeviceId, StaffId } from '#shared/wire/scalars.ts';
import type { Chance } from './chance.ts';

/** Tills that sold before today, and are gone. */
const FORMER_TILLS = [
  { key: 'counter-a', name: 'Counter A', kind: 'counter' },
  { key: 'counter-b', name: 'Counter B', kind: 'counter' },
  { key: 'lobby-a', name: 'Lobby A', kind: 'lobby' },
] as const;

export type FormerTill = { readonly id: DeviceId; readonly name: string; readonly kind: DeviceKind };

export function formerTills(cinemaId: CinemaId): FormerTill[] {
  return FORMER_TILLS.map(({ key, name, kind }) => ({
    id: DeviceId.parse(`${cinemaId}.${key}`),
    name,
    kind,
  }));
}

export type Purchase = {
  readonly deviceId: DeviceId;
  readonly channel: Channel;
  readonly tender: Payment['tender'];
  readonly staffId: StaffId | null;
};

const COUNTER_SHARE = 0.58;
const CASH_SHARE = 0.4;

/** Where and how a party paid. */
export function purchaseOf(cinemaId: CinemaId, chance: Chance): Purchase {
  if (!chance.maybe(COUNTER_SHARE)) {
    const deviceId = DeviceId.parse(`${cinemaId}.lobby-a`);
    return { deviceId, channel: 'lobby', tender: 'card', staffId: null };
  }
  const isFirst = chance.maybe(0.66);
  return {
    deviceId: DeviceId.parse(`${cinemaId}.${isFirst ? 'counter-a' : 'counter-b'}`),
    channel: 'counter',
    tender: chance.maybe(CASH_SHARE) ? 'cash' : 'card',
    staffId: StaffId.parse(`${cinemaId}.${isFirst ? 'clerk' : 'supervisor'}`),
  };
}

/** Children are not let in below this; nobody takes them along. */
const GROWN_UP_AGE = 12;

/** The tickets of a party: mostly adults, students and seniors by themselves or in pairs, families in larger ones. */
export function ticketTypesOf(party: readonly Seat[], movie: Movie | null, chance: Chance): TicketType[] {
  const draw = chance.next();
  const forChildren = (movie?.ageLimit ?? 0) < GROWN_UP_AGE;
  if (party.length >= 3 && forChildren && draw < 0.6) {
    return party.map((_, at) => (at < 2 ? 'adult' : 'child'));
  }
  const all: TicketType = draw < 0.66 ? 'adult' : draw < 0.85 ? 'student' : 'senior';
  return party.map(() => all);
}
