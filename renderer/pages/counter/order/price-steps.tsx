import type { ReactNode } from 'react';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { explainLine } from '#shared/domain/pricing/price.ts';
import type { PriceLine } from '#shared/wire/booking.ts';

/** Why one line costs what it does: `Base 10.00 · Weekend +25 % 2.50`. The sum stands beside the seat. */
export function PriceSteps({ line }: { line: PriceLine }): ReactNode {
  const { currency, locale } = useFormats();
  const words = explainLine(line, currency, locale);
  return <p className="ps-12 text-sm text-quiet">{words.slice(0, words.lastIndexOf(' · = '))}</p>;
}
