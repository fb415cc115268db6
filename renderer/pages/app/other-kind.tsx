import { MonitorX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/kit/index.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import { Centered } from './centered.tsx';

/** A device whose face this version does not have says so, and what to do. */
export function OtherKind({ kind }: { kind: DeviceKind }): ReactNode {
  const { t } = useTranslation('entry');
  return (
    <Centered>
      <EmptyState
        isPage
        icon={MonitorX}
        title={t('otherKind.title', { kind: t(`otherKind.${kind}`) })}
        hint={t('otherKind.hint')}
      />
    </Centered>
  );
}
