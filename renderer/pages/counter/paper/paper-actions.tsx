import { Check, FileText, Printer, Receipt } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmPrinted, reprint, unsureOf } from '#renderer/commands/print.ts';
import { Button, toast } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { printReceiptHere } from './sold-paper.ts';

/** What can be printed of a past sale: its tickets again, on whichever printer works, and its receipt. */
export function PaperActions({ booking, isSold }: { booking: Booking; isSold: boolean }): ReactNode {
  const { t } = useTranslation('sales');
  const { desk } = useDesk();
  return (
    <>
      {isSold && <Unsure booking={booking} />}
      {isSold && <Reprint booking={booking} />}
      {capturedOf(booking) > 0 && (
        <Button wide icon={Receipt} shortcut="F10" onPress={() => printReceiptHere(desk)}>
          {t('receipt')}
        </Button>
      )}
      {isSold && (
        <Button wide icon={FileText} onPress={() => counter.set({ ticketPage: booking.id })}>
          {t('asPage')}
        </Button>
      )}
    </>
  );
}

/** Tickets that may be on paper, until somebody has looked. */
function Unsure({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation(['sales', 'cash']);
  const { desk } = useDesk();
  if (unsureOf(booking).length === 0) return null;
  const confirm = () => desk.inTurn(() => confirmPrinted(desk.context(), booking.id));
  return (
    <div role="status" className="flex flex-col gap-2 rounded-lg bg-warn-soft p-4 text-warn">
      <p>{t('unsure')}</p>
      <div className="text-text">
        <Button icon={Check} onPress={() => void confirm()}>
          {t('sold.came', { ns: 'cash' })}
        </Button>
      </div>
    </div>
  );
}

function Reprint({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation(['sales', 'cash']);
  const { desk } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [last, setLast] = useState<PrintResult | null>(null);
  const again = async (on?: 'receipt-printer'): Promise<void> => {
    setBusy(true);
    const print = await reprint(desk.context(), booking.id, on);
    setBusy(false);
    setLast(print);
    const { result, message = '' } = print;
    if (result === 'printed') toast({ tone: 'good', title: t('reprinted') });
    else toast({ tone: 'bad', title: t('reprintFailed', { message }), lasts: 'until-closed' });
  };
  return (
    <>
      <Button wide icon={Printer} isDisabled={isBusy} onPress={() => void again()}>
        {t('reprint')}
      </Button>
      {last?.spare === true && (
        <Button
          wide
          variant="accent"
          icon={Receipt}
          isDisabled={isBusy}
          onPress={() => void again('receipt-printer')}
        >
          {t('sold.onReceipts', { ns: 'cash' })}
        </Button>
      )}
    </>
  );
}
