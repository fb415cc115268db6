import { Ban } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelSale } from '#renderer/commands/cancel-sale.ts';
import type { CancelResult } from '#renderer/commands/context.ts';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, ErrorNote, Money } from '#renderer/kit/index.ts';
import { useTariffs } from '#renderer/replica/hooks.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { type RefundPreview, refundPreview } from './refund-preview.ts';

type Step = 'closed' | 'asked' | 'busy' | CancelResult;

/** Cancelling by the policy: how much comes back is said before anything is confirmed. */
export function CancelSale({ booking, isSold }: { booking: Booking; isSold: boolean }): ReactNode {
  const { t } = useTranslation('sales');
  const { desk } = useDesk();
  const [step, setStep] = useState<Step>('closed');
  const preview = usePreview(booking);
  if (preview === null) return null;
  const cancel = async (): Promise<void> => {
    setStep('busy');
    try {
      setStep(await cancelSale(desk.context(), booking.id, t('reasonCustomer')));
    } catch (problem) {
      console.error(problem);
      setStep({ kind: 'failed', why: 'wrong-state' });
    }
  };
  if (step === 'closed') {
    return (
      isSold && (
        <Button wide variant="danger" icon={Ban} onPress={() => setStep('asked')}>
          {t('cancel')}
        </Button>
      )
    );
  }
  if (step === 'asked' || step === 'busy') {
    return (
      <Asked
        preview={preview}
        isBusy={step === 'busy'}
        onYes={() => void cancel()}
        onNo={() => setStep('closed')}
      />
    );
  }
  return <Outcome result={step} onClose={() => setStep('closed')} />;
}

function usePreview(booking: Booking): RefundPreview | null {
  const { desk } = useDesk();
  const view = useView(({ allListings }) => ({ allListings }));
  const tariffs = useTariffs();
  const listing = view.allListings.find((one) => one.show.id === booking.showId);
  const tariff = tariffs.find((one) => one.id === listing?.show.tariffId);
  if (listing === undefined || tariff === undefined) return null;
  return refundPreview(booking, tariff, listing.startsAtMs, desk.replica.nowMs());
}

const inView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'end' });

function Asked(props: {
  preview: RefundPreview;
  isBusy: boolean;
  onYes: () => void;
  onNo: () => void;
}): ReactNode {
  const { preview, isBusy, onYes, onNo } = props;
  const { t } = useTranslation('sales');
  const { money, percent } = useFormats();
  const yes = preview.back > 0 ? t('cancelYes', { amount: money(preview.back) }) : t('cancelYesNothing');
  return (
    <div ref={inView} role="alert" className="flex flex-col gap-3 rounded-lg bg-warn-soft p-4">
      <p className="font-strong text-warn">{t('cancelTitle')}</p>
      <p className="flex justify-between">
        <span>{t('paid')}</span> <Money minor={preview.paid} />
      </p>
      <p className="flex items-baseline justify-between">
        <span>{t('comesBack')}</span> <Money minor={preview.back} size="lg" />
      </p>
      <p className="text-sm">
        {preview.back > 0 ? t('rate', { percent: percent(preview.rate / 10_000) }) : t('nothingBack')}{' '}
        {t(preview.releasesSeats ? 'seatsFreed' : 'seatsKept')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" isDisabled={isBusy} onPress={onYes}>
          {yes}
        </Button>
        <Button variant="quiet" isDisabled={isBusy} onPress={onNo}>
          {t('cancelNo')}
        </Button>
      </div>
    </div>
  );
}

function Outcome({ result, onClose }: { result: CancelResult; onClose: () => void }): ReactNode {
  const { t } = useTranslation(['sales', 'counter']);
  const { money } = useFormats();
  if (result.kind === 'cancelled') {
    return (
      <p role="status" className="rounded-lg bg-good-soft p-4 text-lg text-good">
        {t('cancelled', { amount: money(result.paidBack) })}
      </p>
    );
  }
  const ok = [{ label: t('notice.ok', { ns: 'counter' }), onPress: onClose }];
  switch (result.kind) {
    case 'waiting':
      return <ErrorNote title={t('cancelWaiting')} effect="" actions={ok} />;
    case 'refused':
      return <ErrorNote title={t('cancelRefused')} effect="" actions={ok} />;
    case 'failed':
      return result.why === 'offline' ? (
        <ErrorNote title={t('cancelOffline')} effect="" actions={ok} />
      ) : (
        <ErrorNote
          title={t(`notice.failed.${result.why}`, { ns: 'counter' })}
          effect={t('cancelRefused')}
          actions={ok}
        />
      );
  }
}
