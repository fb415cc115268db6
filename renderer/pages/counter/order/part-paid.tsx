import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isPartPaid } from '#renderer/commands/give-back.ts';
import { Money } from '#renderer/kit/index.ts';
import { useView } from '../desk/desk-provider.tsx';
import { dueNow } from './due.ts';

/** What an order was paid with so far, and what is left: nothing is sold before it is paid in full. */
export function PartPaid(): ReactNode {
  const { t } = useTranslation(['cash', 'sales']);
  const view = useView(({ booking }) => ({ booking }));
  const { booking } = view;
  const left = dueNow(view);
  if (!isPartPaid(booking) || left === null) return null;
  return (
    <div className="flex flex-col gap-1 rounded-lg bg-info-soft p-3">
      {booking.payments
        .filter(({ status }) => status === 'success')
        .map(({ id, tender, amount }) => (
          <p key={id} className="flex items-baseline justify-between">
            <span>{t('paidBy', { tender: t(`tender.${tender}`, { ns: 'sales' }) })}</span>
            <Money minor={amount} />
          </p>
        ))}
      <p className="flex items-baseline justify-between font-strong">
        <span>{t('left')}</span>
        <Money minor={left} size="lg" />
      </p>
    </div>
  );
}
