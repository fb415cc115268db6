import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '#renderer/kit/index.ts';
import { useFault } from '#renderer/replica/hooks.ts';
import { RefusalsNote } from '../../refusals/refusals-note.tsx';

/** Selling is stopped: why, and what to do. An empty row of the page otherwise. */
export function FaultBanner(): ReactNode {
  const { t } = useTranslation('counter');
  const fault = useFault();
  return (
    <div>
      {fault !== null && (
        <div className="px-4">
          <ErrorNote
            title={t(`fault.${fault.kind}`)}
            effect={t('fault.effect')}
            actions={[{ label: t('fault.reload'), onPress: () => window.location.reload() }]}
            {...(fault.kind === 'malformed' ? { code: `${fault.collection} ${fault.id}`.slice(0, 60) } : {})}
          />
        </div>
      )}
      <RefusalsNote />
    </div>
  );
}
