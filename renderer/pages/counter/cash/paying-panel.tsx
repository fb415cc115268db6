import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Money, Panel } from '#renderer/kit/index.ts';
import { useView } from '../desk/desk-provider.tsx';
import { dueNow } from '../order/due.ts';

/** The two seconds at most in which the server may answer. */
export function PayingPanel(): ReactNode {
  const { t } = useTranslation('cash');
  const view = useView(({ booking }) => ({ booking }));
  const due = dueNow(view);
  return (
    <Panel title={t('title')}>
      <div role="status" className="flex flex-col gap-2">
        {due !== null && <Money minor={due} size="xl" />}
        <p className="text-lg">{t('waiting')}</p>
        <p className="text-quiet">{t('waitingHint')}</p>
      </div>
    </Panel>
  );
}
