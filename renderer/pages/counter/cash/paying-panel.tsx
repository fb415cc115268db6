import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Money, Panel } from '#renderer/kit/index.ts';
import { useView } from '../desk/desk-provider.tsx';

/** The two seconds at most in which the server may answer. */
export function PayingPanel(): ReactNode {
  const { t } = useTranslation('cash');
  const view = useView(({ booking }) => ({ booking }));
  const due = view.booking?.price?.total;
  return (
    <Panel title={t('title')}>
      <div role="status" className="flex flex-col gap-2">
        {due !== undefined && <Money minor={due} size="xl" />}
        <p className="text-lg">{t('waiting')}</p>
        <p className="text-quiet">{t('waitingHint')}</p>
      </div>
    </Panel>
  );
}
