import { Hourglass, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Money, Panel } from '#renderer/kit/index.ts';
import type { Money as Sum } from '#shared/wire/scalars.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { dueNow } from '../order/due.ts';
import { leaveUnanswered, sell, sellAsPromised } from '../order/sell.ts';

/**
 * No answer in time: promise the seats with a warning, or wait. The order is safe either way. The clerk has confirmed
 * the sum already: when the server's word comes after all, the sale goes on by itself.
 */
export function NoAnswerPanel({ tendered }: { tendered: Sum | null }): ReactNode {
  const { t } = useTranslation('cash');
  const { desk } = useDesk();
  const view = useView(({ booking }) => ({ booking }));
  const { booking } = view;
  const [revBefore] = useState(booking?.rev);
  const goesOn = useRef(false);
  const due = dueNow({ booking });
  const isAnswered = booking?.status === 'paying' && booking.rev !== revBefore;
  useEffect(() => {
    if (!isAnswered || goesOn.current) return;
    goesOn.current = true;
    void sell(desk, tendered);
  }, [desk, isAnswered, tendered]);
  return (
    <Panel title={t('noAnswer.title')}>
      <div className="flex flex-col gap-4">
        {due !== null && <Money minor={due} size="xl" />}
        <p role="alert" className="flex gap-3 rounded-lg bg-warn-soft p-4 text-warn">
          <TriangleAlert aria-hidden size={24} className="shrink-0" />
          {t('noAnswer.effect')}
        </p>
        <Button size="lg" wide icon={Hourglass} onPress={() => void sell(desk, tendered)}>
          {t('noAnswer.wait')}
        </Button>
        <Button
          variant="danger"
          size="lg"
          wide
          icon={TriangleAlert}
          onPress={() => void sellAsPromised(desk, tendered)}
        >
          {t('noAnswer.sell')}
        </Button>
        <Button variant="quiet" shortcut="Esc" onPress={() => leaveUnanswered(desk)}>
          {t('noAnswer.back')}
        </Button>
      </div>
    </Panel>
  );
}
