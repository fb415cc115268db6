import type { CancellationTier, SeatType, TariffRule, TariffVersion } from '#shared/wire/catalog.ts';
import { type Day, type Instant, Money, MoneyDelta } from '#shared/wire/scalars.ts';
import { percentOf } from '../money.ts';

/** What a seat costs in multiples of the base price, in basis points. */
const STANDARD_MULTIPLIERS: Readonly<Record<SeatType, number>> = {
  regular: 10_000,
  premium: 15_000,
  vip: 20_000,
  recliner: 25_000,
};

/** All back until a day before, half until two hours before; then nothing, and the seats stay with who paid for them. */
export const STANDARD_CANCELLATION: readonly CancellationTier[] = [
  { untilMinutesBefore: 24 * 60, refundRate: 10_000, releasesSeats: true },
  { untilMinutesBefore: 2 * 60, refundRate: 5_000, releasesSeats: true },
  { untilMinutesBefore: -10_000, refundRate: 0, releasesSeats: false },
];

export type StandardTariff = {
  readonly version: number;
  /** In force from this instant. */
  readonly from: Instant;
  /** Included in every price, basis points. */
  readonly taxRate: number;
  /** The smallest coin in use, minor units; left out: cash is not rounded. */
  readonly cashStep?: number;
  /** An adult's regular seat on an ordinary afternoon, minor units. Cap, floor and fees follow from it. */
  readonly base: Money;
  /** The price of every seat on Tuesdays; left out: Tuesday is a day like any other. */
  readonly flatTuesday?: Money;
  /** Calendar days on which the holiday surcharge applies. */
  readonly holidays?: readonly Day[];
};

/** A tariff as cinemas usually have one: the version that new cinemas and the demo begin with. */
export function standardTariffVersion(options: StandardTariff): TariffVersion {
  const { version, from, taxRate, base } = options;
  const rules = [
    ...priceRules(options),
    ...timeRules(options.holidays ?? []),
    ...formatRules(),
    ...ticketTypeRules(),
    ...orderRules(),
    ...boundRules(base),
  ];
  return {
    ...{ version, from, taxRate, rules, cancellation: [...STANDARD_CANCELLATION] },
    ...(options.cashStep === undefined ? {} : { cashStep: options.cashStep }),
  };
}

function priceRules({ base, flatTuesday }: StandardTariff): TariffRule[] {
  const rules: TariffRule[] = [
    { id: 'base', kind: 'base', label: 'Base', amount: base, multipliers: { ...STANDARD_MULTIPLIERS } },
  ];
  if (flatTuesday === undefined) return rules;
  // A companion stays free on Tuesdays: the flat price would otherwise replace that reduction too.
  const when = { weekdays: [2], ticketTypes: PAYING };
  return [...rules, { id: 'flat-tuesday', kind: 'flat', label: 'Flat Tuesday', amount: flatTuesday, when }];
}

const PAYING: ('adult' | 'child' | 'student' | 'senior' | 'disabled')[] = [
  'adult',
  'child',
  'student',
  'senior',
  'disabled',
];

function timeRules(holidays: readonly Day[]): TariffRule[] {
  return [
    { id: 'weekend', kind: 'percent', label: 'Weekend', rate: 2_500, when: { weekdays: [6, 7] } },
    {
      id: 'evening',
      kind: 'percent',
      label: 'Evening',
      rate: 2_000,
      when: { fromMinute: 18 * 60, toMinute: 22 * 60 },
    },
    { id: 'holiday', kind: 'percent', label: 'Holiday', rate: 2_500, when: { days: [...holidays] } },
    {
      id: 'happy-hour',
      kind: 'percent',
      label: 'Happy hour',
      rate: -2_000,
      when: { weekdays: [1, 2, 3, 4], fromMinute: 10 * 60, toMinute: 12 * 60 },
    },
    { id: 'new-release', kind: 'percent', label: 'New release', rate: 1_000, when: { newForDays: 7 } },
  ];
}

function formatRules(): TariffRule[] {
  return [
    { id: 'format-3d', kind: 'percent', label: '3D', rate: 1_500, when: { formats: ['3d'] } },
    { id: 'format-imax', kind: 'percent', label: 'IMAX', rate: 3_000, when: { formats: ['imax'] } },
  ];
}

/** Adults pay the whole price, so no rule speaks of them. */
function ticketTypeRules(): TariffRule[] {
  return [
    { id: 'child', kind: 'percent', label: 'Child', rate: -3_000, when: { ticketTypes: ['child'] } },
    { id: 'student', kind: 'percent', label: 'Student', rate: -2_000, when: { ticketTypes: ['student'] } },
    { id: 'senior', kind: 'percent', label: 'Senior', rate: -2_500, when: { ticketTypes: ['senior'] } },
    { id: 'disabled', kind: 'percent', label: 'Disabled', rate: -5_000, when: { ticketTypes: ['disabled'] } },
    {
      id: 'companion',
      kind: 'percent',
      label: 'Companion',
      rate: -10_000,
      when: { ticketTypes: ['companion'] },
    },
  ];
}

function orderRules(): TariffRule[] {
  return [{ id: 'group', kind: 'percent', label: 'Group of 10', rate: -1_000, when: { groupOf: 10 } }];
}

/** At most four times the base, at least two fifths of it unless the seat is a companion's; the web pays a tenth per order. */
function boundRules(base: Money): TariffRule[] {
  return [
    { id: 'cap', kind: 'cap', label: 'At most', amount: Money.parse(base * 4) },
    {
      id: 'floor',
      kind: 'floor',
      label: 'At least',
      amount: Money.parse(percentOf(base, 4_000)),
      when: { ticketTypes: PAYING },
    },
    {
      id: 'web-fee',
      kind: 'fee',
      label: 'Booking fee',
      per: 'order',
      amount: MoneyDelta.parse(percentOf(base, 1_000)),
      when: { channels: ['web'] },
    },
  ];
}
