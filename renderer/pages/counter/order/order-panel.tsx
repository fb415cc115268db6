import { Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/kit/index.ts';
import { useView } from '../desk/desk-provider.tsx';
import { AgeCheck } from './age-check.tsx';
import { CustomerFields } from './customer-fields.tsx';
import { HoldStatus } from './hold-status.tsx';
import { OrderActions } from './order-actions.tsx';
import { ChosenWords, StrandedWarning } from './order-words.tsx';
import { PartPaid } from './part-paid.tsx';
import { SeatRows } from './seat-rows.tsx';
import { Total } from './total.tsx';

/** The order at hand: its seats, why it costs what it costs, how long it is held, and what to do with it. */
export function OrderPanel(): ReactNode {
  const { t } = useTranslation('counter');
  const { isEmpty, id } = useView(({ seats, booking }) => ({
    isEmpty: seats.length === 0,
    id: booking?.id ?? '',
  }));
  if (isEmpty) {
    return (
      <div className="min-h-0 flex-1">
        <EmptyState icon={Ticket} title={t('order.empty')} hint={t('order.emptyHint')} />
      </div>
    );
  }
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 py-2">
        <ChosenWords />
        <StrandedWarning />
        <SeatRows />
        <AgeCheck />
        <CustomerFields key={id} />
      </div>
      <footer className="flex flex-col gap-3 border-t border-line p-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <HoldStatus />
          <Total />
        </div>
        <PartPaid />
        <OrderActions />
      </footer>
    </>
  );
}
