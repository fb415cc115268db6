import type { PriceStep } from '#shared/wire/booking.ts';
import type { TariffRule } from '#shared/wire/catalog.ts';
import { MoneyDelta } from '#shared/wire/scalars.ts';
import { invariant, unreachable } from '../invariant.ts';
import { RATE_WHOLE, sum } from '../money.ts';
import { holdsForOrder, holdsForTicket, type OrderFacts, type TicketFacts } from './condition.ts';
import { compare, type Exact, exactly, halfUp, plus, portion } from './exact.ts';

/** What one ticket costs and why, before vouchers and overrides, which look at the whole order. */
export type TicketPrice = {
  readonly steps: readonly PriceStep[];
  readonly total: number;
  /** How much of the total are fees: a voucher pays for the seat, not for them. */
  readonly fees: number;
};

type Running = {
  readonly value: Exact;
  readonly origin: 'none' | 'base' | 'flat';
  readonly fees: number;
  readonly steps: readonly PriceStep[];
};

const START: Running = { value: exactly(0), origin: 'none', fees: 0, steps: [] };
const ZERO = exactly(0);
/** Rule labels leave room for the percentage behind them. */
const LABEL_LENGTH_MAX = 180;

/**
 * One fold over the tariff's ordered rules. Fractions of a cent are kept until the end and rounded half-up once; the
 * steps show their own rounded amounts, so a `rounding` step makes up for the rare cent by which they miss the total.
 */
export function priceTicket(
  rules: readonly TariffRule[],
  order: OrderFacts,
  ticket: TicketFacts,
): TicketPrice {
  const applying = rules.filter(({ when }) => holdsForOrder(when, order) && holdsForTicket(when, ticket));
  const end = applying.reduce((running, rule) => apply(running, rule, ticket), START);
  invariant(end.origin !== 'none', 'a tariff has a base or flat price for every ticket');
  const total = halfUp(end.value);
  const missing = total - shown(end);
  const steps =
    missing === 0 ? end.steps : [...end.steps, stepOf('rounding', 'rounding', 'Rounding', missing)];
  return { steps, total, fees: end.fees };
}

export function stepOf(rule: string, kind: PriceStep['kind'], label: string, amount: number): PriceStep {
  return { rule, kind, label: label.slice(0, LABEL_LENGTH_MAX + 20), amount: MoneyDelta.parse(amount) };
}

function apply(running: Running, rule: TariffRule, ticket: TicketFacts): Running {
  switch (rule.kind) {
    case 'base': {
      if (running.origin === 'flat') return running;
      const multiplier = rule.multipliers[ticket.seatType];
      return startAt('base', rule, portion(exactly(rule.amount), multiplier), timesText(multiplier));
    }
    case 'flat':
      return startAt('flat', rule, exactly(rule.amount), '');
    case 'percent': {
      if (running.origin === 'flat') return running;
      // No price falls below nothing, however many reductions meet.
      const change = portion(running.value, Math.max(rule.rate, -RATE_WHOLE));
      return advance(running, rule, plus(running.value, change), halfUp(change), percentText(rule.rate));
    }
    case 'cap':
      return compare(running.value, exactly(rule.amount)) > 0 ? settle(running, rule, rule.amount) : running;
    case 'floor':
      return compare(running.value, exactly(rule.amount)) < 0 ? settle(running, rule, rule.amount) : running;
    case 'fee': {
      if (rule.per === 'order') return running;
      const value = plus(running.value, exactly(rule.amount));
      if (compare(value, ZERO) < 0) return settle(running, rule, 0);
      const charged = advance(running, rule, value, rule.amount, '');
      return { ...charged, fees: running.fees + Math.max(0, rule.amount) };
    }
    case 'voucher':
      return running;
    default:
      return unreachable(rule);
  }
}

/** Base and flat prices begin anew: whatever stood before them is replaced. */
function startAt(origin: 'base' | 'flat', rule: TariffRule, value: Exact, suffix: string): Running {
  const step = stepOf(rule.id, origin, labelled(rule, suffix), halfUp(value));
  return { value, origin, fees: 0, steps: [step] };
}

function advance(running: Running, rule: TariffRule, value: Exact, amount: number, suffix: string): Running {
  const step = stepOf(rule.id, rule.kind, labelled(rule, suffix), amount);
  return { ...running, value, steps: [...running.steps, step] };
}

/** Sets the price to a whole sum; the step shows what it takes from the sum shown so far to get there. */
function settle(running: Running, rule: TariffRule, amountMinor: number): Running {
  return advance(running, rule, exactly(amountMinor), amountMinor - shown(running), '');
}

function shown(running: Running): number {
  return sum(running.steps.map((step) => step.amount));
}

function labelled(rule: TariffRule, suffix: string): string {
  return rule.label.slice(0, LABEL_LENGTH_MAX) + suffix;
}

function timesText(multiplier: number): string {
  return multiplier === RATE_WHOLE ? '' : ` ×${multiplier / RATE_WHOLE}`;
}

function percentText(rate: number): string {
  return ` ${rate < 0 ? '' : '+'}${rate / 100} %`;
}
