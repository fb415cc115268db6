import { hash32 } from '#shared/domain/hash.ts';
import { Cinema, type Format, type Screen } from '#shared/wire/catalog.ts';
import { type CinemaId, ScreenId } from '#shared/wire/scalars.ts';
import { screenWith } from '../layout.ts';

type Auditorium = {
  readonly name: string;
  readonly seats: number;
  /** What it can show beside plain pictures. */
  readonly format?: Format;
};

/** One cinema of the demo chain. */
export type House = {
  readonly cinema: Cinema;
  readonly auditoriums: readonly Auditorium[];
  /** Minutes after midnight at which the first audience is let in. */
  readonly opensAtMinute: number;
  /** Shows that begin before midnight, at least, on every day. */
  readonly showsADayMin: number;
  /** An adult's ordinary seat, and every seat on a Tuesday; minor units. */
  readonly base: number;
  readonly flatTuesday: number;
  /** The language of its dubbed versions; absent: pictures run as they were made. */
  readonly dubsInto?: string;
};

const cinema = (
  id: string,
  rest: Omit<Cinema, 'id' | 'devices' | 'currency' | 'businessDayEndsAt'> & { currency: string },
): Cinema => Cinema.parse({ id, devices: [], businessDayEndsAt: '05:00', ...rest });

const numbered = (seats: readonly number[]): Auditorium[] =>
  seats.map((count, at) => ({ name: `Screen ${at + 1}`, seats: count }));

/** The Lantern chain: four cinemas in three cities, two currencies and three zones; 24 screens. The first is the largest. */
export const HOUSES: readonly [House, ...House[]] = [
  {
    cinema: cinema('lantern-greenwich', {
      name: 'The Lantern Greenwich',
      city: 'London',
      state: 'England',
      country: 'GB',
      address: '4 Tidewater Parade, London SE10',
      zone: 'Europe/London',
      currency: 'GBP',
      taxRate: 2_000,
    }),
    auditoriums: [
      { name: 'Screen 1 IMAX', seats: 420, format: 'imax' },
      { name: 'Screen 2', seats: 312, format: 'atmos' },
      { name: 'Screen 3 ScreenX', seats: 264, format: 'screenx' },
      { name: 'Screen 4', seats: 238 },
      { name: 'Screen 5', seats: 214, format: '3d' },
      { name: 'Screen 6', seats: 196 },
      { name: 'Screen 7', seats: 180, format: '3d' },
      { name: 'Screen 8', seats: 164 },
      { name: 'Screen 9 4DX', seats: 128, format: '4dx' },
      { name: 'Screen 10', seats: 118 },
      { name: 'Screen 11', seats: 102 },
      { name: 'Screen 12', seats: 87 },
      { name: 'Screen 13 Lounge', seats: 56 },
      { name: 'Screen 14 Snug', seats: 40 },
    ],
    opensAtMinute: 9 * 60,
    showsADayMin: 90,
    base: 1000,
    flatTuesday: 500,
  },
  {
    cinema: cinema('lantern-kilburn', {
      name: 'The Lantern Kilburn',
      city: 'London',
      state: 'England',
      country: 'GB',
      address: '211 Priory Road, London NW6',
      zone: 'Europe/London',
      currency: 'GBP',
      taxRate: 2_000,
    }),
    auditoriums: numbered([274, 121, 63]),
    opensAtMinute: 11 * 60,
    showsADayMin: 12,
    base: 1000,
    flatTuesday: 500,
  },
  {
    cinema: cinema('laterne-neukoelln', {
      name: 'Lichtspielhaus Laterne',
      city: 'Berlin',
      country: 'DE',
      address: 'Böhmische Straße 12, 12055 Berlin',
      zone: 'Europe/Berlin',
      currency: 'EUR',
      taxRate: 700,
    }),
    auditoriums: [
      { name: 'Saal 1', seats: 336, format: 'atmos' },
      { name: 'Saal 2', seats: 182, format: '3d' },
      { name: 'Saal 3', seats: 97 },
      { name: 'Kaminzimmer', seats: 48 },
    ],
    opensAtMinute: 11 * 60,
    showsADayMin: 12,
    base: 950,
    flatTuesday: 600,
    dubsInto: 'de',
  },
  {
    cinema: cinema('lochrann-dublin', {
      name: 'An Lóchrann',
      city: 'Dublin',
      country: 'IE',
      address: '31 Fishamble Court, Dublin 8',
      zone: 'Europe/Dublin',
      currency: 'EUR',
      taxRate: 1_350,
    }),
    auditoriums: numbered([208, 134, 72]),
    opensAtMinute: 11 * 60 + 30,
    showsADayMin: 12,
    base: 1100,
    flatTuesday: 600,
  },
];

export const largestCinemaId: CinemaId = HOUSES[0].cinema.id;

/** The screens of a house, in the order of its auditoriums. */
export function demoScreens({ cinema: { id: cinemaId }, auditoriums }: House): Screen[] {
  return auditoriums.map(({ name, seats }, at) => {
    const id = ScreenId.parse(`${cinemaId}.s${String(at + 1).padStart(2, '0')}`);
    return screenWith({
      id,
      cinemaId,
      name,
      seats,
      seed: hash32(id),
      cleaningMinutes: seats > 200 ? 15 : 10,
    });
  });
}
