import { FileText, Printer, Receipt, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/kit/index.ts';
import { counter, type Sold } from '#renderer/stores/counter.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { printReceiptHere, printSoldAgain, soldCame } from './sold-paper.ts';

/** Whether the tickets of the sale just made are on paper, what to press if not, and its receipt. */
export function SoldPaperState({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
  const { desk } = useDesk();
  const { result } = sold.print;
  return (
    <div className="flex flex-col gap-2">
      {result === 'printed' && (
        <p className="flex items-center gap-2">
          <Printer aria-hidden size={20} />
          {t('sold.printed')}
        </p>
      )}
      {result !== 'printed' && <Trouble sold={sold} />}
      <div className="flex flex-wrap gap-2">
        <Button icon={Receipt} variant="quiet" shortcut="F10" onPress={() => printReceiptHere(desk)}>
          {t('sold.receipt')}
        </Button>
        <Button icon={FileText} variant="quiet" onPress={() => counter.set({ ticketPage: sold.bookingId })}>
          {t('sold.page')}
        </Button>
      </div>
    </div>
  );
}

function Trouble({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
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
        {isUnknown ? <Unknown sold={sold} /> : <Failed sold={sold} />}
      </div>
    </div>
  );
}

/** Asked once: the clerk looks, and says. */
function Unknown({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
  const { desk } = useDesk();
  const isBusy = sold.isPrinting === true;
  return (
    <>
      <Button variant="accent" shortcut="↵" isDisabled={isBusy} onPress={() => soldCame(desk)}>
        {t('sold.came')}
      </Button>
      <Button icon={Printer} shortcut="F5" isDisabled={isBusy} onPress={() => void printSoldAgain(desk)}>
        {t('sold.missing')}
      </Button>
    </>
  );
}

/** Nothing is on paper: another printer first, where there is one. */
function Failed({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
  const { desk } = useDesk();
  const isBusy = sold.isPrinting === true;
  const hasSpare = sold.print.spare === true;
  return (
    <>
      {hasSpare && (
        <Button
          variant="accent"
          icon={Receipt}
          shortcut="F5"
          isDisabled={isBusy}
          onPress={() => void printSoldAgain(desk, 'receipt-printer')}
        >
          {t('sold.onReceipts')}
        </Button>
      )}
      <Button
        icon={Printer}
        isDisabled={isBusy}
        {...(!hasSpare && { shortcut: 'F5' })}
        onPress={() => void printSoldAgain(desk)}
      >
        {t('sold.again')}
      </Button>
    </>
  );
}
