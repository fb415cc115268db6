import type { TariffRule, TariffVersion } from '#shared/wire/catalog.ts';
import { BOOKING_SEATS_MAX, MONEY_MINOR_MAX } from '../limits.ts';
import { RATE_WHOLE } from '../money.ts';
import { type Exact, exactly, plus, portion } from './exact.ts';

/** What keeps a tariff from being used, for whoever edits or imports one. */
export type TariffProblem =
  /** The rule belongs before an earlier one: base, flat, percentages, cap and floor, vouchers, fees. */
  | { readonly kind: 'out-of-order'; readonly ruleId: string; readonly behindRuleId: string }
  | { readonly kind: 'id-twice'; readonly ruleId: string }
  /** No base or flat price that holds without a condition: some ticket would have no price. */
  | { readonly kind: 'no-base' }
  | { readonly kind: 'percent-below-nothing'; readonly ruleId: string }
  | { readonly kind: 'order-fee-negative'; readonly ruleId: string }
  | { readonly kind: 'tax-negative' }
  /** The dearest possible order would not fit in a sum of money. */
  | { readonly kind: 'too-dear' }
  /** A tier with a longer notice stands behind one with a shorter. */
  | { readonly kind: 'tiers-out-of-order'; readonly untilMinutesBefore: number };

/** The explicit order in which rules must stand. Cap and floor share a place. */
const RULE_ORDER: Readonly<Record<TariffRule['kind'], number>> = {
  base: 0,
  flat: 1,
  percent: 2,
  cap: 3,
  floor: 3,
  voucher: 4,
  fee: 5,
};

/** Everything that is wrong with a tariff's version; empty when it may be sold by. */
export function tariffProblems(version: TariffVersion): readonly TariffProblem[] {
  return [...orderProblems(version.rules), ...ruleProblems(version.rules), ...versionProblems(version)];
}

/** The rules that stand behind one they should precede. */
export function orderProblems(rules: readonly TariffRule[]): readonly TariffProblem[] {
  const problems: TariffProblem[] = [];
  let latest: TariffRule | null = null;
  for (const rule of rules) {
    if (latest !== null && RULE_ORDER[rule.kind] < RULE_ORDER[latest.kind]) {
      problems.push({ kind: 'out-of-order', ruleId: rule.id, behindRuleId: latest.id });
    } else {
      latest = rule;
    }
  }
  return problems;
}

function ruleProblems(rules: readonly TariffRule[]): readonly TariffProblem[] {
  const problems: TariffProblem[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) problems.push({ kind: 'id-twice', ruleId: rule.id });
    seen.add(rule.id);
    if (rule.kind === 'percent' && rule.rate < -RATE_WHOLE) {
      problems.push({ kind: 'percent-below-nothing', ruleId: rule.id });
    }
    if (rule.kind === 'fee' && rule.per === 'order' && rule.amount < 0) {
      problems.push({ kind: 'order-fee-negative', ruleId: rule.id });
    }
  }
  return problems;
}

function versionProblems({ rules, taxRate, cancellation }: TariffVersion): readonly TariffProblem[] {
  const problems: TariffProblem[] = [];
  const hasBase = rules.some(
    (rule) => (rule.kind === 'base' || rule.kind === 'flat') && isUnconditional(rule),
  );
  if (!hasBase) problems.push({ kind: 'no-base' });
  if (taxRate < 0) problems.push({ kind: 'tax-negative' });
  if (isTooDear(rules)) problems.push({ kind: 'too-dear' });
  let shortest = Number.POSITIVE_INFINITY;
  for (const { untilMinutesBefore } of cancellation) {
    if (untilMinutesBefore >= shortest) problems.push({ kind: 'tiers-out-of-order', untilMinutesBefore });
    shortest = Math.min(shortest, untilMinutesBefore);
  }
  return problems;
}

function isUnconditional(rule: TariffRule): boolean {
  return rule.when === undefined || Object.keys(rule.when).length === 0;
}

/** Looks at the worst case: the highest price, every surcharge and every fee, no reduction and no cap, a full order. */
function isTooDear(rules: readonly TariffRule[]): boolean {
  let ticket = exactly(0);
  for (const rule of rules) {
    if (rule.kind === 'base') {
      ticket = dearer(ticket, portion(exactly(rule.amount), Math.max(...Object.values(rule.multipliers))));
    } else if (rule.kind === 'flat' || rule.kind === 'floor') {
      ticket = dearer(ticket, exactly(rule.amount));
    } else if (rule.kind === 'percent' && rule.rate > 0) {
      ticket = plus(ticket, portion(ticket, rule.rate));
    } else if (rule.kind === 'fee' && rule.amount > 0) {
      ticket = plus(ticket, exactly(rule.amount));
    }
  }
  return ticket.over * BigInt(BOOKING_SEATS_MAX) > BigInt(MONEY_MINOR_MAX) * ticket.under;
}

function dearer(left: Exact, right: Exact): Exact {
  return left.over * right.under > right.over * left.under ? left : right;
}
