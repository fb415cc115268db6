import type { Bar, Figures, TaxFigure } from '#shared/wire/reports.ts';
import { splitTax } from '../money.ts';
import type { MoneyLine } from './money-lines.ts';

export const NO_FIGURES: Figures = { gross: 0, refunds: 0, net: 0, ticketsSold: 0, ticketsUndone: 0 };

export function figuresOf(lines: readonly MoneyLine[]): Figures {
  let gross = 0;
  let refunds = 0;
  let ticketsSold = 0;
  let ticketsUndone = 0;
  for (const line of lines) {
    if (line.kind === 'payment') gross += line.amount;
    else refunds -= line.amount;
    if (line.tickets > 0) ticketsSold += 1;
    if (line.tickets < 0) ticketsUndone += 1;
  }
  return { gross, refunds, net: gross - refunds, ticketsSold, ticketsUndone };
}

/** Adds figures up. */
export function sumOf(figures: readonly Figures[]): Figures {
  return figures.reduce(
    (sum, one) => ({
      gross: sum.gross + one.gross,
      refunds: sum.refunds + one.refunds,
      net: sum.net + one.net,
      ticketsSold: sum.ticketsSold + one.ticketsSold,
      ticketsUndone: sum.ticketsUndone + one.ticketsUndone,
    }),
    NO_FIGURES,
  );
}

/** Groups lines; the largest net first, equal ones by their key. */
export function breakdown(lines: readonly MoneyLine[], key: (line: MoneyLine) => string | null): Bar[] {
  const groups = new Map<string | null, MoneyLine[]>();
  for (const line of lines) {
    const name = key(line);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [line]);
    else group.push(line);
  }
  return [...groups]
    .map(([name, group]) => ({ key: name, ...figuresOf(group) }))
    .sort((a, b) => b.net - a.net || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

/** Tax contained in the net takings, by rate. Each rate is split once, over the day's sum: rounding happens once. */
export function taxOf(lines: readonly MoneyLine[]): TaxFigure[] {
  const netByRate = new Map<number, number>();
  for (const line of lines) netByRate.set(line.taxRate, (netByRate.get(line.taxRate) ?? 0) + line.amount);
  return [...netByRate].sort(([a], [b]) => a - b).map(([rate, net]) => ({ rate, ...splitTax(net, rate) }));
}
