import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TicketType } from '#shared/wire/catalog.ts';
import {
  baseRule,
  FROM,
  money,
  movieOf,
  SCREEN,
  showAt,
  tariffOf,
  ticket,
  versionOf,
} from './cinema.fixture.ts';
import { priceOf } from './price.ts';
import { standardTariffVersion } from './standard.ts';

const VERSIONS = [
  standardTariffVersion({ version: 1, from: FROM, taxRate: 2_000, base: money(1_000) }),
  standardTariffVersion({ version: 2, from: FROM, taxRate: 700, base: money(1_300) }),
  versionOf([baseRule(900)]),
];
// Documents that live as long as a server's do.
const SHOWS = [showAt('2026-11-28T20:00:00Z'), showAt('2026-11-25T23:30:00Z', { format: 'imax' })];
const MOVIES = [null, movieOf('2026-11-25'), movieOf('2020-01-01')];
const TYPES: readonly TicketType[] = ['adult', 'child', 'disabled', 'companion'];

test('[PRC18] what is remembered of a show’s prices never shows: a fresh copy of the show costs the same', () => {
  const orders = fc.record({
    show: fc.constantFrom(...SHOWS),
    version: fc.constantFrom(...VERSIONS),
    movie: fc.constantFrom(...MOVIES),
    zone: fc.constantFrom('Europe/London', 'Asia/Tokyo'),
    channel: fc.constantFrom('counter' as const, 'lobby' as const, 'web' as const),
    seats: fc
      .uniqueArray(fc.constantFrom(...SCREEN.seats.map(({ id }) => id)), { minLength: 1, maxLength: 12 })
      .chain((ids) =>
        fc.tuple(...ids.map((id) => fc.constantFrom(...TYPES).map((type) => ticket(id, type)))),
      ),
  });
  fc.assert(
    fc.property(fc.array(orders, { minLength: 2, maxLength: 6 }), (several) => {
      for (const order of several) {
        const query = { ...order, screen: SCREEN, tariff: tariffOf(...VERSIONS) };
        expect(priceOf(query)).toEqual(priceOf({ ...query, show: structuredClone(order.show) }));
      }
    }),
  );
});
