import { Receipt, Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SegmentedControl } from '#renderer/kit/index.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { CardPanel } from '../card/card-panel.tsx';
import { UnsettledPanel } from '../card/unsettled-panel.tsx';
import { CashPanel } from '../cash/cash-panel.tsx';
import { NoAnswerPanel } from '../cash/no-answer-panel.tsx';
import { PayingPanel } from '../cash/paying-panel.tsx';
import { SoldPanel } from '../cash/sold-panel.tsx';
import { useView } from '../desk/desk-provider.tsx';
import { NO_BOOKINGS } from '../desk/use-view.ts';
import { DisputesSide } from '../disputes/disputes-side.tsx';
import { useDisputes } from '../disputes/use-disputes.ts';
import { NoticeArea } from '../notices/notice-area.tsx';
import { QuestionArea } from '../notices/question-area.tsx';
import { SalesSide } from '../sales/sales-side.tsx';
import { leaveTill } from '../till/steps.ts';
import { TillSide } from '../till/till-side.tsx';
import { LineField } from './line-field.tsx';
import { OrderPanel } from './order-panel.tsx';

/** Right: the order at hand, or the sales before it. */
export function OrderSide(): ReactNode {
  const { t } = useTranslation(['counter', 'sales', 'disputes', 'till']);
  const disputes = useDisputes().length;
  const side = useCounter((state) => state.side);
  const panel = useCounter((state) => state.panel.kind);
  // After a reload: an order may stand here in a moment.
  const isLooking = useView(({ open }) => open === NO_BOOKINGS);
  // Out of the way while there is nothing to do; with it there is no room for pictures.
  const isCrowded = disputes > 0 || side === 'disputes' || side === 'till';
  const hasDisputes = disputes > 0 || side === 'disputes';
  const options = [
    { id: 'order' as const, label: t('order.title'), ...(isCrowded ? {} : { icon: Ticket }) },
    {
      id: 'sales' as const,
      label: t('title', { ns: 'sales' }),
      ...(isCrowded ? {} : { icon: Receipt }),
    },
    ...(hasDisputes
      ? [{ id: 'disputes' as const, label: t('titleCount', { ns: 'disputes', count: disputes }) }]
      : []),
    ...(side === 'till' ? [{ id: 'till' as const, label: t('title', { ns: 'till' }) }] : []),
  ];
  return (
    <section aria-label={t('order.title')} aria-busy={isLooking} className="flex min-h-0 flex-col gap-2">
      <SegmentedControl
        label={t('order.side')}
        options={options}
        value={side}
        onChange={(id) => {
          if (side === 'till') leaveTill();
          counter.set({ side: id, openSale: null, openDispute: null });
        }}
      />
      <div className="flex min-h-0 flex-1 flex-col rounded-xl bg-surface">
        {side === 'disputes' && <DisputesSide />}
        {side === 'sales' && <SalesSide />}
        {side === 'till' && <TillSide />}
        {side === 'order' && (
          <>
            {(panel === 'order' || panel === 'sold') && <LineField />}
            <QuestionArea />
            <NoticeArea />
            <CurrentPanel />
          </>
        )}
      </div>
    </section>
  );
}

function CurrentPanel(): ReactNode {
  const panel = useCounter((state) => state.panel);
  switch (panel.kind) {
    case 'order':
      return <OrderPanel />;
    case 'cash':
      return <CashPanel panel={panel} />;
    case 'paying':
      return <PayingPanel />;
    case 'no-answer':
      return <NoAnswerPanel tendered={panel.tendered} />;
    case 'card':
      return <CardPanel calledOff={panel.calledOff} />;
    case 'unsettled':
      return <UnsettledPanel />;
    case 'sold':
      return <SoldPanel sold={panel} />;
  }
}
