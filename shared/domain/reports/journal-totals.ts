import type { Payment } from '#shared/wire/booking.ts';
import type { Day, ShiftId } from '#shared/wire/scalars.ts';
import type { Calendar } from './calendar.ts';
import type { MoneyFact } from './journal-money.ts';

type Sums = { readonly gross: number; readonly refunds: number; readonly net: number };

/** What journals say was taken and given back, in minor units. */
export type JournalTotals = Sums & {
  readonly byTender: Readonly<Partial<Record<Payment['tender'], Sums>>>;
};

const NOTHING: Sums = { gross: 0, refunds: 0, net: 0 };

const plus = (sums: Sums, { kind, amount }: MoneyFact): Sums =>
  kind === 'payment'
    ? { ...sums, gross: sums.gross + amount, net: sums.net + amount }
    : { ...sums, refunds: sums.refunds + amount, net: sums.net - amount };

function totalsOf(facts: readonly MoneyFact[], counts: (fact: MoneyFact) => boolean): JournalTotals {
  const tenders = new Map<string, Payment['tender']>();
  for (const fact of facts) if (fact.kind === 'payment') tenders.set(fact.id, fact.payment.tender);
  // Money goes back the way it came; where that is not known, out of the drawer.
  const tenderOf = (fact: MoneyFact): Payment['tender'] =>
    tenders.get(fact.kind === 'payment' ? fact.id : fact.paymentId) ?? 'cash';
  let all = NOTHING;
  const byTender: Partial<Record<Payment['tender'], Sums>> = {};
  for (const fact of facts.filter(counts)) {
    all = plus(all, fact);
    const tender = tenderOf(fact);
    byTender[tender] = plus(byTender[tender] ?? NOTHING, fact);
  }
  return { ...all, byTender };
}

/** A business day by the journals alone. `facts` are all there are: a refund's tender is that of its payment. */
export const dayTotals = (facts: readonly MoneyFact[], day: Day, calendar: Calendar): JournalTotals =>
  totalsOf(facts, ({ at, shiftId }) => calendar.dayOf(Date.parse(at), shiftId) === day);

/** A shift by the journals alone. */
export const shiftTotals = (facts: readonly MoneyFact[], shift: ShiftId): JournalTotals =>
  totalsOf(facts, ({ shiftId }) => shiftId === shift);
