import { z } from 'zod';
import { Cinema, Movie, Screen, Show } from '#shared/wire/catalog.ts';
import { Day } from '#shared/wire/scalars.ts';

const House = z.object(Cinema.shape).omit({ devices: true });
/** A cinema of the chain as others see it. */
export type House = z.infer<typeof House>;
/** `GET /cinemas`. */
export const Houses = z.object({ cinemas: z.array(House) });
/** `GET /schedule`: one business day of one cinema. */
export const Schedule = z.object({
  cinema: House,
  day: Day,
  shows: z.array(Show),
  movies: z.array(Movie),
  screens: z.array(z.object(Screen.shape).pick({ id: true, name: true })),
});
export type Schedule = z.infer<typeof Schedule>;

export type CityGroup = { readonly city: string; readonly houses: readonly House[] };

/** Cinemas by city, this till's own city first. */
export function byCity(houses: readonly House[], ownCity: string): CityGroup[] {
  const cities = new Map<string, House[]>();
  for (const house of houses) {
    const known = cities.get(house.city);
    if (known === undefined) cities.set(house.city, [house]);
    else known.push(house);
  }
  return [...cities]
    .map(([city, inCity]) => ({
      city,
      houses: [...inCity].sort((one, other) => one.name.localeCompare(other.name)),
    }))
    .sort((one, other) => {
      if (one.city === other.city) return 0;
      if (one.city === ownCity) return -1;
      return other.city === ownCity ? 1 : one.city.localeCompare(other.city);
    });
}
