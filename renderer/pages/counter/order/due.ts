import { leftOf } from '#shared/domain/booking/facts.ts';
import { cashStepOf, type InCash, inCash } from '#shared/domain/cash-rounding.ts';
import { Money } from '#shared/wire/scalars.ts';
import type { CounterView } from '../desk/view.ts';

/** What is still to be paid of the order at hand; null while its price is not known. */
export function dueNow({ booking }: Pick<CounterView, 'booking'>): Money | null {
  const left = booking === null ? null : leftOf(booking);
  return left === null ? null : Money.parse(left);
}

/** The same as coins can pay it. */
export function dueInCash({
  booking,
  tariff,
}: Pick<CounterView, 'booking' | 'tariff'>): (InCash & { readonly amount: Money }) | null {
  const due = dueNow({ booking });
  if (due === null) return null;
  const { amount, rounding } = inCash(due, cashStepOf(tariff, booking?.tariffVersion));
  return { amount: Money.parse(amount), rounding };
}
