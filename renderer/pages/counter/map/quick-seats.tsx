import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, cx, Tooltip } from '#renderer/kit/index.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { ShowId } from '#shared/wire/scalars.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { addOne, takeBest } from '../order/take.ts';

const COUNTS = [1, 2, 3, 4, 5, 6] as const;
/** On a narrow page larger parties are typed. */
const COUNT_NARROW_MAX = 4;
const ONE_MORE = ['child', 'student', 'senior'] as const satisfies readonly TicketType[];

/** The best seats by touch: so many adults, then one more of another kind. */
export function QuickSeats({ showId }: { showId: ShowId }): ReactNode {
  const { t } = useTranslation(['counter', 'trade']);
  const { desk } = useDesk();
  const isDisabled = useView(({ booking }) => booking?.status === 'paying');
  return (
    <fieldset aria-label={t('line.quick')} className="flex flex-wrap items-center gap-1">
      {COUNTS.map((count) => (
        <span key={count} className={cx(count > COUNT_NARROW_MAX && 'hidden min-[1600px]:inline')}>
          <Tooltip text={t('line.quickLabel', { count })}>
            <Button
              aria-label={t('line.quickLabel', { count })}
              isDisabled={isDisabled}
              onPress={() => void takeBest(desk, showId, [{ ticketType: 'adult', count, wheelchair: false }])}
            >
              {count}
            </Button>
          </Tooltip>
        </span>
      ))}
      <span className="w-2" />
      {ONE_MORE.map((type) => (
        <Button
          key={type}
          variant="quiet"
          isDisabled={isDisabled}
          onPress={() => void addOne(desk, showId, type)}
        >
          + {t(`ticketType.${type}`, { ns: 'trade' })}
        </Button>
      ))}
    </fieldset>
  );
}
