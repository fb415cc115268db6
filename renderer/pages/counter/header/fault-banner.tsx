import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '#renderer/kit/index.ts';
import { useFault, useLive } from '#renderer/replica/hooks.ts';
import type { RefusedWrite } from '#renderer/replica/types.ts';
import { useDeskAlone } from '../desk/desk-provider.tsx';

/** Selling is stopped: why, and what to do. An empty row of the page otherwise. */
export function FaultBanner(): ReactNode {
  const { t } = useTranslation('counter');
  const fault = useFault();
  return (
    <div className="px-4">
      {fault !== null && (
        <ErrorNote
          title={t(`fault.${fault.kind}`)}
          effect={t('fault.effect')}
          actions={[{ label: t('fault.reload'), onPress: () => window.location.reload() }]}
          {...(fault.kind === 'malformed' ? { code: `${fault.collection} ${fault.id}`.slice(0, 60) } : {})}
        />
      )}
      <Refused />
    </div>
  );
}

const NONE: readonly RefusedWrite[] = [];

/** What the server would not take at all stays listed until somebody has seen it. */
function Refused(): ReactNode {
  const { t } = useTranslation('counter');
  const { replica } = useDeskAlone().desk;
  const [first, ...others] = useLive(replica.refusals$, NONE);
  if (first === undefined) return null;
  return (
    <ErrorNote
      title={t('refused.title')}
      effect={t('refused.effect', { message: first.refusal.message, count: others.length })}
      actions={[{ label: t('refused.seen'), onPress: () => void replica.acknowledgeRefusal(first) }]}
      code={`${first.refusal.code} ${first.collection} ${first.id}`.slice(0, 60)}
    />
  );
}
