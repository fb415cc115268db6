import { minorDigits } from '#shared/domain/money.ts';
import { standardTariffVersion } from '#shared/domain/pricing/standard.ts';
import { type Cinema, Tariff } from '#shared/wire/catalog.ts';
import { type Currency, type Day, Day as DayOf, Instant, Money, TariffId } from '#shared/wire/scalars.ts';

/** In force before any show that can be sold. */
const SINCE = Instant.parse('2020-01-01T00:00:00.000Z');
/** An adult's ordinary seat where ten units of the currency would be no price at all, in whole units. */
const BASE_UNITS = new Map([
  ['JPY', 1_500],
  ['KRW', 12_000],
  ['INR', 250],
  ['CZK', 200],
  ['DKK', 100],
  ['HUF', 2_200],
  ['NOK', 130],
  ['PLN', 28],
  ['SEK', 130],
]);
const BASE_UNITS_DEFAULT = 10;
/** The smallest coin that shops give out, minor units, where it is more than one: in a currency, or in a country of the euro. */
const CASH_STEPS = new Map([
  ['AUD', 5],
  ['CAD', 5],
  ['CHF', 5],
  ['CZK', 100],
  ['DKK', 50],
  ['HUF', 500],
  ['NOK', 100],
  ['NZD', 10],
  ['SEK', 100],
]);
const EURO_ROUNDS_TO_5 = new Set(['BE', 'EE', 'FI', 'IE', 'IT', 'LT', 'NL', 'SK']);

function cashStepIn({ currency, country }: Cinema): { cashStep?: number } {
  const cashStep = currency === 'EUR' && EURO_ROUNDS_TO_5.has(country) ? 5 : CASH_STEPS.get(currency);
  return cashStep === undefined ? {} : { cashStep };
}

/** What a cinema in this currency asks for an ordinary seat until its manager says otherwise, minor units. */
export function usualBase(currency: Currency): Money {
  const units = BASE_UNITS.get(currency) ?? BASE_UNITS_DEFAULT;
  return Money.parse(units * 10 ** minorDigits(currency));
}

/** The tariff a new cinema begins with; `year` and the next one's fixed holidays are in it. */
export function openingTariff(
  cinema: Cinema,
  prices: { readonly base: Money; readonly flatTuesday?: Money },
  year: number,
): Tariff {
  const version = standardTariffVersion({
    version: 1,
    from: SINCE,
    taxRate: cinema.taxRate,
    ...cashStepIn(cinema),
    holidays: [year, year + 1].flatMap(holidaysOf),
    ...prices,
  });
  const { id: cinemaId, currency } = cinema;
  return Tariff.parse({
    id: TariffId.parse(`${cinemaId}.standard`),
    cinemaId,
    name: 'Standard',
    currency,
    versions: [version],
  });
}

function holidaysOf(year: number): Day[] {
  return ['01-01', '12-24', '12-25', '12-26', '12-31'].map((date) => DayOf.parse(`${year}-${date}`));
}
