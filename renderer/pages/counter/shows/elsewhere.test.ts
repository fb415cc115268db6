import { expect, test } from 'vitest';
import { CinemaList } from '#shared/wire/schedule.ts';
import { byCity } from './elsewhere.ts';

const house = (id: string, name: string, city: string) => ({
  id,
  name,
  city,
  country: 'DE',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  taxRate: 700,
  businessDayEndsAt: '05:00',
});

test('[CTR23] cinemas are listed by city, the own city first', () => {
  const { cinemas } = CinemaList.parse({
    cinemas: [
      house('c1', 'Roxy', 'Ulm'),
      house('c2', 'Lux', 'Aachen'),
      house('c3', 'Apollo', 'Ulm'),
      house('c4', 'Capitol', 'Berlin'),
    ],
  });
  expect(byCity(cinemas, 'Ulm').map(({ city, houses }) => [city, houses.map((one) => one.name)])).toEqual([
    ['Ulm', ['Apollo', 'Roxy']],
    ['Aachen', ['Lux']],
    ['Berlin', ['Capitol']],
  ]);
});
