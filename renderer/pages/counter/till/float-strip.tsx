import { Coins } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/kit/index.ts';
import { useCounter } from '#renderer/stores/counter.ts';
import { floatOf } from '#shared/domain/shift/life.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { openTill } from './steps.ts';

/** Until somebody has said what is in the drawer it is asked, beside the sale and never in its way. */
export function FloatStrip(): ReactNode {
  const { t } = useTranslation('till');
  const { shift } = useDesk();
  const isAsking = useCounter(({ side }) => side === 'till');
  if (shift === null || floatOf(shift) !== null || isAsking) return null;
  return (
    <div
      role="status"
      className="mx-4 mt-1 flex flex-wrap items-center justify-between gap-x-4 rounded-lg bg-info-soft ps-4"
    >
      <p className="flex items-center gap-2">
        <Coins aria-hidden size={20} className="shrink-0 text-info" />
        {t('float.asked')}
      </p>
      <Button variant="quiet" shortcut="F12" onPress={openTill}>
        {t('float.say')}
      </Button>
    </div>
  );
}
