import { Banknote, CreditCard, SquareParking, TimerReset, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isPartPaid } from '#renderer/commands/give-back.ts';
import { Button } from '#renderer/kit/index.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { openCard } from '../card/pay.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { canExtend, extend } from './extend.ts';
import { openCash } from './pay.ts';
import { parkOrder } from './shows.ts';

/** Cash is THE action; the others stand back. */
export function OrderActions(): ReactNode {
  const { t } = useTranslation(['counter', 'cash']);
  const { desk } = useDesk();
  const isPaid = useView(({ booking }) => isPartPaid(booking));
  const isExtendable = useView(({ booking }) => canExtend(booking));
  // A loss or another show comes first: then its answer is THE action, and cash stays shut.
  const isAsked = useCounter(
    ({ question, notice }) => question?.kind === 'other-show' || notice?.kind === 'lost',
  );
  return (
    <div className="grid grid-cols-2 gap-2">
      <Button
        variant={isAsked ? 'plain' : 'accent'}
        isDisabled={isAsked}
        size="lg"
        wide
        icon={Banknote}
        shortcut="F8"
        onPress={({ pointerType }) =>
          openCash(desk, pointerType === 'keyboard' || pointerType === 'virtual' ? 'Enter' : 'pointer')
        }
      >
        {t('order.cash')}
      </Button>
      <Button
        isDisabled={isAsked}
        size="lg"
        wide
        icon={CreditCard}
        shortcut="F9"
        onPress={() => openCard(desk)}
      >
        {t('order.card')}
      </Button>
      <div className="col-span-2 flex justify-between gap-1">
        <Button
          variant="quiet"
          icon={TimerReset}
          isDisabled={!isExtendable}
          onPress={() => void extend(desk)}
        >
          {t('order.extend')}
        </Button>
        <Button variant="quiet" icon={SquareParking} onPress={() => parkOrder(desk)}>
          {t('order.park')}
        </Button>
        <Button
          variant="quiet"
          icon={Undo2}
          onPress={() => counter.set({ question: { kind: isPaid ? 'give-back' : 'release' } })}
        >
          {isPaid ? t('giveBack.press', { ns: 'cash' }) : t('order.release')}
        </Button>
      </div>
    </div>
  );
}
