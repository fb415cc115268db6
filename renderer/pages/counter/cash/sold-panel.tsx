import { Check, FileText, Printer, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printTickets } from '#renderer/commands/print.ts';
import { Button, Money, Panel } from '#renderer/kit/index.ts';
import { counter, type Sold } from '#renderer/stores/counter.ts';
import { useDesk } from '../desk/desk-provider.tsx';

/** The sale just made: the change, large, and whether the tickets are on paper. */
export function SoldPanel({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
  return (
    <Panel scrolls>
      <div className="flex flex-col gap-4" role="status">
        <p className="flex items-center gap-2 text-lg text-good">
          <Check aria-hidden size={24} />
          <strong>{t(sold.promised ? 'sold.promised' : 'sold.title')}</strong>
          <span className="ms-auto text-text">
            <Money minor={sold.total} size="lg" />
          </span>
        </p>
        <div className="rounded-xl bg-sunk p-6 text-center">
          <p className="text-lg">{t(paidWords(sold))}</p>
          {sold.change > 0 && <Money minor={sold.change} size="huge" />}
        </div>
        <PrintState sold={sold} />
        <p className="text-sm text-quiet">{t('sold.next')}</p>
      </div>
    </Panel>
  );
}

function paidWords({ tender, change }: Sold): 'sold.card' | 'sold.none' | 'sold.change' {
  if (tender === 'card') return 'sold.card';
  return change === 0 ? 'sold.none' : 'sold.change';
}

function PrintState({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
  const { desk } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const again = async (): Promise<void> => {
    setBusy(true);
    const print = await printTickets(desk.context(), sold.bookingId);
    setBusy(false);
    counter.set({ panel: { ...sold, print } });
  };
  const page = (
    <Button icon={FileText} variant="quiet" onPress={() => counter.set({ ticketPage: sold.bookingId })}>
      {t('sold.page')}
    </Button>
  );
  if (sold.print.result === 'printed') {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex items-center gap-2">
          <Printer aria-hidden size={20} />
          {t('sold.printed')}
        </p>
        {page}
      </div>
    );
  }
  const isUnknown = sold.print.result === 'unknown';
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg bg-warn-soft p-4 text-warn">
      <p className="flex items-center gap-2 font-strong">
        <TriangleAlert aria-hidden size={24} className="shrink-0" />
        {t(isUnknown ? 'sold.unknown' : 'sold.failed')}
      </p>
      <p className="text-text">
        {isUnknown ? t('sold.unknownEffect') : t('sold.failedEffect', { message: sold.print.message ?? '' })}
      </p>
      <div className="flex flex-wrap gap-2 text-text">
        <Button icon={Printer} isDisabled={isBusy} onPress={() => void again()}>
          {t('sold.again')}
        </Button>
        {page}
      </div>
    </div>
  );
}
