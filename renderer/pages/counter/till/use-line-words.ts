import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import type { ZLine } from '#shared/domain/shift/z.ts';

export type LineWords = { readonly left: string; readonly right: string };

/** Lines that say nothing where they are zero. */
const QUIET: ReadonlySet<ZLine['name']> = new Set([
  'untaxed',
  'paidIn',
  'paidOut',
  'dropped',
  'noSales',
  'ticketsUndone',
  'ticketsVoided',
  'ticketsUnclear',
  'ticketsMissing',
  'open',
]);

export const isTold = ({ name, value }: ZLine): boolean => value !== 0 || !QUIET.has(name);

/** A line of a report in words, for the page and for paper. */
export function useLineWords(): (line: ZLine, value?: number) => LineWords {
  const { t } = useTranslation('till');
  const { money, number, percent } = useFormats();
  const left = ({ name, of = '', count = 0 }: ZLine): string => {
    switch (name) {
      case 'sales':
      case 'refunds':
        return t(`line.${name}`, { tender: tenderOf(of), count });
      case 'taxed':
      case 'tax':
        return t(`line.${name}`, { rate: percent(Number(of) / 10_000) });
      default:
        return t(`line.${name}`);
    }
  };
  const tenderOf = (tender: string): string =>
    tender === 'card' ? t('tender.card') : tender === 'voucher' ? t('tender.voucher') : t('tender.cash');
  return (line, value = line.value) => ({
    left: left(line),
    right: line.unit === 'money' ? money(value) : number(value),
  });
}
