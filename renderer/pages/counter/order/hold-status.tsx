import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Countdown } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { useCounter } from '#renderer/stores/counter.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { OfflineHint } from './seat-word.tsx';

/** Whether the seats are ours yet, and for how long. */
export function HoldStatus(): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const view = useView(({ booking }) => ({ booking }));
  const asked = useCounter((state) => state.asked);
  const isOffline = useConnection().kind === 'offline';
  const { booking } = view;
  if (booking?.status === 'paying') return <p className="text-sm text-quiet">{t('order.paying')}</p>;
  const deadlineMs = booking === null ? null : desk.replica.holdDeadline(booking);
  if (asked !== null || booking === null || booking.status !== 'pending' || deadlineMs === null) {
    return isOffline ? <OfflineHint /> : <p className="text-sm text-quiet">{t('order.asking')}</p>;
  }
  return <Countdown deadlineMs={deadlineMs} label={t('order.held')} size="lg" />;
}
