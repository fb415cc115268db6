import { Loader, RefreshCw, Wifi, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { StatusChip } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';

/**
 * How this till stands with the server: always in the same place, never by colour alone. `safe`: seats of the show at
 * hand that can be sold without it.
 */
export function ConnectionChip({ safe }: { safe?: number }): ReactNode {
  const { t } = useTranslation(['counter', 'offline']);
  const { time } = useFormats();
  const connection = useConnection();
  switch (connection.kind) {
    case 'connecting':
      return (
        <StatusChip live icon={Loader}>
          {t('header.connecting')}
        </StatusChip>
      );
    case 'online':
      return (
        <StatusChip live tone="good" icon={Wifi}>
          {t('header.online')}
        </StatusChip>
      );
    case 'offline':
      return (
        <StatusChip live tone="warn" icon={WifiOff}>
          {safe === undefined
            ? t('chip', { ns: 'offline', time: time(connection.sinceMs) })
            : t('chipSafe', { ns: 'offline', time: time(connection.sinceMs), count: safe })}
        </StatusChip>
      );
    case 'catching-up':
      return (
        <StatusChip live tone="info" icon={RefreshCw}>
          {t('header.catchingUp', { done: connection.done, total: connection.total })}
        </StatusChip>
      );
  }
}
