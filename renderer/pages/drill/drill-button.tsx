import { Siren } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { drills, useDrill } from '#renderer/stores/drill.ts';
import type { StaffMember } from '#shared/wire/messages.ts';

/** Opens the panel of the drill: for supervisors and managers, and not while something is gone anyway. */
export function DrillButton({ staff }: { staff: StaffMember }): ReactNode {
  const { t } = useTranslation('drill');
  const isRunning = useDrill(({ run }) => run !== null);
  const isOffline = useConnection().kind === 'offline';
  if (staff.role === 'clerk' || isRunning || isOffline) return null;
  return <IconButton icon={Siren} label={t('button')} onPress={() => drills.open('panel')} />;
}
