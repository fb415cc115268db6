import { CircleHelp, RefreshCw, SquareParking } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Money, Panel } from '#renderer/kit/index.ts';
import { staffCode } from '../../lobby/codes.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { dueNow } from '../order/due.ts';
import { parkOrder } from '../order/shows.ts';
import { settleAgain } from './pay.ts';

/** Nobody knows yet whether the card was charged: what that means, and what may and may not be done meanwhile. */
export function UnsettledPanel(): ReactNode {
  const { t } = useTranslation('card');
  const { desk } = useDesk();
  const view = useView(({ booking }) => ({ booking }));
  const [isBusy, setBusy] = useState(false);
  const { booking } = view;
  const due = dueNow({ booking });
  const ask = async (): Promise<void> => {
    setBusy(true);
    await settleAgain(desk);
    setBusy(false);
  };
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        {due !== null && <Money minor={due} size="xl" />}
        <div role="alert" className="flex gap-3 rounded-lg bg-warn-soft p-4">
          <CircleHelp aria-hidden size={24} className="shrink-0 text-warn" />
          <div className="flex flex-col gap-1">
            <p className="font-strong text-warn">{t('unsettled.title')}</p>
            <p>{t('unsettled.effect')}</p>
            <p className="text-quiet">{t('unsettled.asking')}</p>
            <p className="text-end text-sm text-quiet">
              {t('unsettled.code', { code: staffCode('unsettled', booking?.code ?? null) })}
            </p>
          </div>
        </div>
        <Button
          variant="accent"
          size="lg"
          wide
          icon={RefreshCw}
          shortcut="↵"
          isDisabled={isBusy}
          onPress={() => void ask()}
        >
          {t('unsettled.ask')}
        </Button>
        <Button size="lg" wide icon={SquareParking} shortcut="F6" onPress={() => parkOrder(desk)}>
          {t('unsettled.next')}
        </Button>
      </div>
    </Panel>
  );
}
