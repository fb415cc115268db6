import { Loader, RefreshCw, Wifi, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { StatusChip } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/lobby-provider.tsx';

/** Which cinema this is, what time it is there, and whether tickets can be sold. */
export function Top(): ReactNode {
  const view = useView(({ cinema, nowMs }) => ({ cinema, nowMs }));
  const { time } = useFormats();
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 px-4 pt-4 sm:px-8">
      <p className="min-w-0 truncate text-lg font-strong">
        <bdi>{view.cinema.name}</bdi>
      </p>
      <div className="flex shrink-0 items-center gap-4">
        <LineChip />
        <span className="text-lg tabular-nums">{time(view.nowMs)}</span>
      </div>
    </header>
  );
}

function LineChip(): ReactNode {
  const { t } = useTranslation('lobby');
  const { time } = useFormats();
  const connection = useConnection();
  switch (connection.kind) {
    case 'connecting':
      return (
        <StatusChip live icon={Loader}>
          {t('line.connecting')}
        </StatusChip>
      );
    case 'online':
      return (
        <StatusChip live tone="good" icon={Wifi}>
          {t('line.online')}
        </StatusChip>
      );
    case 'offline':
      return (
        <StatusChip live tone="warn" icon={WifiOff}>
          {t('line.offline', { time: time(connection.sinceMs) })}
        </StatusChip>
      );
    case 'catching-up':
      return (
        <StatusChip live tone="info" icon={RefreshCw}>
          {t('line.catchingUp')}
        </StatusChip>
      );
  }
}

/** Whether a show can be sold here just now: the server can be asked for seats, or the kiosk has some of its own. */
export function useCanSell(showId: ShowId | undefined): boolean {
  const { kind } = useConnection();
  const own = useView(({ safe }) => (showId === undefined ? 0 : (safe.get(showId) ?? 0)));
  return kind === 'online' || kind === 'catching-up' || (kind === 'offline' && own > 0);
}

/** Says plainly what cannot be done without a line, and where it can. */
export function OfflineNote(): ReactNode {
  const { t } = useTranslation('lobby');
  const { kind } = useConnection();
  const shows = useView(({ offers, safe }) => offers.filter(({ show }) => safe.get(show.id)).length);
  if (kind !== 'offline') return null;
  return (
    <div role="status" className="mx-4 my-2 flex items-start gap-4 rounded-lg bg-warn-soft p-4">
      <WifiOff aria-hidden size={28} className="shrink-0 text-warn" />
      <div>
        <p className="text-lg font-strong text-warn">
          {shows === 0 ? t('line.cannotSell') : t('line.canSell', { count: shows })}
        </p>
        <p className="text-text">{t(shows === 0 ? 'line.cannotSellHint' : 'line.canSellHint')}</p>
      </div>
    </div>
  );
}
