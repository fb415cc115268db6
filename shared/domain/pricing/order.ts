import type { PriceStep } from '#shared/wire/booking.ts';
import type { TariffRule, TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { sum } from '../money.ts';
import { holdsForOrder, holdsForTicket, type OrderFacts, type TicketFacts } from './condition.ts';
import { stepOf } from './line.ts';

/** A line while the order is being priced. `ticket` is null on the line for the order as a whole. */
export type Draft = {
  readonly ticket: {
    readonly seatId: SeatId;
    readonly ticketType: TicketType;
    readonly facts: TicketFacts;
  } | null;
  readonly steps: readonly PriceStep[];
  readonly total: number;
  readonly fees: number;
};

/** The order's own line: its fees. A fee for certain tickets is due when the order has one of them. */
export function orderLine(
  rules: readonly TariffRule[],
  order: OrderFacts,
  tickets: readonly TicketFacts[],
): Draft | null {
  const steps: PriceStep[] = [];
  for (const rule of rules) {
    if (rule.kind !== 'fee' || rule.per !== 'order' || !holdsForOrder(rule.when, order)) continue;
    if (!tickets.some((ticket) => holdsForTicket(rule.when, ticket))) continue;
    const charged = sum(steps.map((step) => step.amount));
    steps.push(stepOf(rule.id, 'fee', rule.label, Math.max(rule.amount, -charged)));
  }
  if (steps.length === 0) return null;
  const total = sum(steps.map((step) => step.amount));
  return { ticket: null, steps, total, fees: total };
}

/**
 * Takes vouchers off the tickets they are good for, the dearest first, until their amount is used up. What a voucher
 * does not use is not given back; fees stay due. A code counts once.
 */
export function withVouchers(
  drafts: readonly Draft[],
  rules: readonly TariffRule[],
  order: OrderFacts,
  codes: ReadonlySet<string>,
): readonly Draft[] {
  let lines = drafts;
  const used = new Set<string>();
  for (const rule of rules) {
    if (rule.kind !== 'voucher' || !codes.has(rule.code) || used.has(rule.code)) continue;
    if (!holdsForOrder(rule.when, order)) continue;
    used.add(rule.code);
    const good = lines.filter((line) => line.ticket !== null && holdsForTicket(rule.when, line.ticket.facts));
    lines = takeOff(lines, good.toSorted(dearestFirst), rule);
  }
  return lines;
}

/** Sets the order's total: the difference is spread over the lines in proportion, to the last cent. */
export function withOverride(drafts: readonly Draft[], total: number, label: string): readonly Draft[] {
  if (drafts.length === 0) return drafts;
  const before = BigInt(sum(drafts.map((draft) => draft.total)));
  const weights = drafts.map((draft) => (before === 0n ? 1n : BigInt(draft.total)));
  const whole = before === 0n ? BigInt(drafts.length) : before;
  const shares = weights.map((weight) => Number((BigInt(total) * weight) / whole));
  const rests = weights.map((weight) => (BigInt(total) * weight) % whole);
  // Cents that do not divide go to the largest remainders; equal ones by seat, so that the order of lines is nothing to the price.
  const ranking = drafts.map((_, at) => at);
  ranking.sort((a, b) => descending(rests[a], rests[b]) || bySeat(drafts[a], drafts[b]));
  const extra = new Set(ranking.slice(0, total - sum(shares)));
  return drafts.map((draft, at) => {
    const share = (shares[at] ?? 0) + (extra.has(at) ? 1 : 0);
    return changed(draft, stepOf('override', 'override', label, share - draft.total));
  });
}

function takeOff(
  lines: readonly Draft[],
  good: readonly Draft[],
  rule: Extract<TariffRule, { kind: 'voucher' }>,
): readonly Draft[] {
  let left: number = rule.amount;
  const after = new Map<Draft, Draft>();
  for (const line of good) {
    const taken = Math.min(left, line.total - line.fees);
    if (taken <= 0) break;
    left -= taken;
    after.set(line, changed(line, stepOf(rule.id, 'voucher', rule.label, -taken)));
  }
  return lines.map((line) => after.get(line) ?? line);
}

function changed(draft: Draft, step: PriceStep): Draft {
  return { ...draft, steps: [...draft.steps, step], total: draft.total + step.amount };
}

function dearestFirst(left: Draft, right: Draft): number {
  return right.total - right.fees - (left.total - left.fees) || bySeat(left, right);
}

function descending(left = 0n, right = 0n): number {
  return left > right ? -1 : left < right ? 1 : 0;
}

function bySeat(left: Draft | undefined, right: Draft | undefined): number {
  const [a, b] = [left?.ticket?.seatId ?? '', right?.ticket?.seatId ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
