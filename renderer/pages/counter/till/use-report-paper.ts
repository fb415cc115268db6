import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { linesOf, type ZLine, type ZReport } from '#shared/domain/shift/z.ts';
import type { PrintedReceipt, PrintResult } from '#shared/wire/bridge.ts';
import type { ShiftFigures } from '#shared/wire/shift.ts';
import type { Shift } from '#shared/wire/till.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { isTold, useLineWords } from './use-line-words.ts';

/** Where a line stands on paper. */
const PART: Readonly<Record<ZLine['name'], 'items' | 'totals' | 'tax' | 'payments'>> = {
  sales: 'items',
  refunds: 'items',
  net: 'totals',
  taxed: 'tax',
  tax: 'tax',
  untaxed: 'tax',
  float: 'payments',
  paidIn: 'payments',
  paidOut: 'payments',
  dropped: 'payments',
  noSales: 'payments',
  expected: 'payments',
  ticketsSold: 'tax',
  ticketsUndone: 'tax',
  ticketsPrinted: 'tax',
  ticketsVoided: 'tax',
  ticketsUnclear: 'tax',
  ticketsMissing: 'tax',
  open: 'tax',
};

type ReportPaper = {
  readonly x: (shift: Shift, figures: ShiftFigures) => Promise<PrintResult>;
  readonly z: (shift: Shift, report: ZReport, isCopy: boolean) => Promise<PrintResult>;
};

/** Puts an X or a Z on paper, in the words of the page. */
export function useReportPaper(): ReportPaper {
  const { t } = useTranslation('till');
  const { money, time, day } = useFormats();
  const { desk, staff } = useDesk();
  const { cinema } = useView((view) => ({ cinema: view.cinema }));
  const words = useLineWords();
  const at = (when: number | string): string => `${day(when)} ${time(when)}`;
  const row = (left: string, right: string) => ({ left, right });
  const paper = (shift: Shift, figures: ShiftFigures, title: string): PrintedReceipt => {
    const part = (name: (typeof PART)[ZLine['name']]) =>
      linesOf(figures)
        .filter((line) => PART[line.name] === name && isTold(line))
        .map((line) => words(line));
    return {
      cinema: cinema.name,
      address: cinema.address === undefined ? [] : [cinema.address],
      title,
      facts: [
        row(t('paper.till'), desk.replica.identity.name),
        row(t('paper.by'), staff.name),
        row(t('paper.opened'), at(shift.openedAt)),
      ],
      items: part('items'),
      totals: part('totals'),
      payments: part('payments'),
      tax: part('tax'),
      footer: [],
    };
  };
  const print = (receipt: PrintedReceipt): Promise<PrintResult> =>
    desk.context().bridge.printReceipt({ jobId: uuidv7(), receipt });
  return {
    x: (shift, figures) => {
      const receipt = paper(shift, figures, t('paper.x'));
      return print({
        ...receipt,
        facts: [...receipt.facts, row(t('paper.printed'), at(desk.replica.nowMs()))],
      });
    },
    z: (shift, report, isCopy) => {
      const receipt = paper(shift, report.figures, t('paper.z', { number: report.head.seq }));
      const { closedAt, counted, difference = 0, approvedBy } = shift;
      const count = counted?.map(({ value, count: pieces }) =>
        row(`${pieces} × ${money(value)}`, money(pieces * value)),
      );
      return print({
        ...receipt,
        ...(isCopy ? { copy: t('paper.copy') } : {}),
        facts: [
          ...receipt.facts,
          ...(closedAt === undefined ? [] : [row(t('paper.closed'), at(closedAt))]),
          ...(approvedBy === undefined ? [] : [row(t('paper.approvedBy'), approvedBy)]),
        ],
        payments: [
          ...receipt.payments,
          ...(count ?? []),
          ...(count === undefined ? [] : [row(t('paper.difference'), money(difference))]),
        ],
        footer: [t(`z.state.${report.state}`), report.head.hash.slice(0, 16)],
      });
    },
  };
}
