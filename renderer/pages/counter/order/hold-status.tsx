import { TimerReset } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Countdown } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { useCounter } from '#renderer/stores/counter.ts';
import { HOLD_SECONDS_DEFAULT, HOLD_SECONDS_MAX } from '#shared/domain/limits.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { extend } from './extend.ts';

/** Whether the seats are ours yet, and for how long. */
export function HoldStatus(): ReactNode {
  const { t } = useTranslation('counter');
  const { view, desk } = useDesk();
  const asked = useCounter((state) => state.asked);
  const isOffline = useConnection().kind === 'offline';
  const { booking } = view;
  if (booking?.status === 'paying') return <p className="text-sm text-quiet">{t('order.paying')}</p>;
  const deadlineMs = booking === null ? null : desk.replica.holdDeadline(booking);
  if (asked !== null || booking === null || booking.status !== 'pending' || deadlineMs === null) {
    return (
      <p className="min-h-11 text-sm text-quiet">{t(isOffline ? 'order.askingOffline' : 'order.asking')}</p>
    );
  }
  const seconds = booking.holdSeconds ?? HOLD_SECONDS_DEFAULT;
  const isLongest = seconds >= HOLD_SECONDS_MAX;
  return (
    <div className="flex items-center justify-between gap-4">
      <Countdown deadlineMs={deadlineMs} label={t('order.held')} size="lg" />
      <Button
        icon={TimerReset}
        shortcut="F7"
        isDisabled={isLongest}
        onPress={() => void extend(desk)}
        {...(isLongest ? { 'aria-label': t('order.extendFull', { minutes: HOLD_SECONDS_MAX / 60 }) } : {})}
      >
        {t('order.extend')}
      </Button>
    </div>
  );
}
