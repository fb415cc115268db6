import type { House } from '#shared/wire/schedule.ts';

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
