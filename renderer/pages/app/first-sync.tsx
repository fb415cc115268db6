import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressBar } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { Centered } from './centered.tsx';

/** A till that has just been enrolled fetches its cinema; from then on it opens without waiting. */
export function FirstSync(): ReactNode {
  const { t } = useTranslation('entry');
  const connection = useConnection();
  if (connection.kind === 'offline') return <Said>{t('firstSync.offline')}</Said>;
  if (connection.kind !== 'catching-up') return <Said>{t('firstSync.waiting')}</Said>;
  const { done, total } = connection;
  return (
    <Centered>
      <h1 className="sr-only">{t('firstSync.waiting')}</h1>
      <ProgressBar
        label={t('firstSync.waiting')}
        done={done}
        total={total}
        valueText={t('firstSync.done', { done, total })}
      />
    </Centered>
  );
}

function Said({ children }: { children: ReactNode }): ReactNode {
  return (
    <Centered>
      <h1 className="text-lg text-balance">{children}</h1>
    </Centered>
  );
}
