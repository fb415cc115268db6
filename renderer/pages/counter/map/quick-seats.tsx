import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Tooltip } from '#renderer/kit/index.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { addOne, takeBest } from '../order/take.ts';

const COUNTS = [1, 2, 3, 4, 5, 6] as const;
const ONE_MORE = ['child', 'student', 'senior'] as const satisfies readonly TicketType[];

/** The best seats by touch: so many adults, then one more of another kind. */
export function QuickSeats({ showId }: { showId: ShowId }): ReactNode {
  const { t } = useTranslation(['counter', 'trade']);
  const { desk, view } = useDesk();
  const isDisabled = view.booking?.status === 'paying';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-quiet">{t('line.quick')}</span>
      <div className="flex gap-1">
        {COUNTS.map((count) => (
          <Tooltip key={count} text={t('line.quickLabel', { count })}>
            <Button
              aria-label={t('line.quickLabel', { count })}
              isDisabled={isDisabled}
              onPress={() => void takeBest(desk, showId, [{ ticketType: 'adult', count, wheelchair: false }])}
            >
              {count}
            </Button>
          </Tooltip>
        ))}
      </div>
      <div className="flex gap-1">
        {ONE_MORE.map((type) => (
          <Button
            key={type}
            icon={Plus}
            isDisabled={isDisabled}
            onPress={() => void addOne(desk, showId, type)}
          >
            {t(`ticketType.${type}`, { ns: 'trade' })}
          </Button>
        ))}
      </div>
    </div>
  );
}
