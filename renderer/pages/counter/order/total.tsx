import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Money } from '#renderer/kit/index.ts';
import { useView } from '../desk/desk-provider.tsx';
import { isPriceOf, orderLines } from './lines.ts';

/** What there is to pay, large, with fees of the order and the tax that is in it. */
export function Total(): ReactNode {
  const { t } = useTranslation('counter');
  const { percent, money } = useFormats();
  const view = useView(({ booking, seats }) => ({ booking, seats }));
  const price = view.booking?.price;
  if (price === undefined || !isPriceOf(price, view.seats)) {
    return <p className="min-h-16 text-quiet">{t('order.totalAbout')}</p>;
  }
  return (
    <div className="ms-auto shrink-0">
      {orderLines(price).map((line) => (
        <p key={line.steps[0]?.rule ?? 'fee'} className="flex justify-between gap-4 text-sm text-quiet">
          <span>{line.steps[0]?.label ?? t('order.orderFee')}</span>
          <Money minor={line.total} size="sm" />
        </p>
      ))}
      <p className="text-end">
        <span className="sr-only">{t('order.total')} </span>
        <Money minor={price.total} size="xl" />
      </p>
      {price.tax.map(({ rate, tax }) => (
        <p key={rate} className="text-end text-sm text-quiet">
          {t('order.tax', { rate: percent(rate / 10_000), amount: money(tax) })}
        </p>
      ))}
    </div>
  );
}
