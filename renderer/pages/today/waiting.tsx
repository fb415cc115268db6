import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, EmptyState, ErrorNote } from '#renderer/kit/index.ts';
import type { Day } from '#shared/wire/scalars.ts';
import type { DayState } from './data/day-data.ts';
import { middayOf } from './parts/midday.ts';

/** A day that is not here yet: why, and what to do. */
export function Waiting(props: { state: DayState; day: Day; again: () => void }): ReactNode {
  const { state, day: wanted, again } = props;
  const { t } = useTranslation('today');
  const { dayLong, zone } = useFormats();
  const day = dayLong(middayOf(wanted, zone));
  switch (state.kind) {
    case 'ready':
      return null;
    case 'asking':
      return (
        <p role="status" className="py-16 text-center text-quiet">
          {t('day.asking', { day })}
        </p>
      );
    case 'no-line':
      return (
        <EmptyState
          icon={CloudOff}
          title={t('day.noLine')}
          hint={t('day.noLineOlder', { day })}
          action={<Button onPress={again}>{t('day.again')}</Button>}
        />
      );
    case 'refused':
      return (
        <ErrorNote
          title={t('day.refused')}
          effect={t('day.refusedEffect', { message: state.message })}
          actions={[{ label: t('day.again'), onPress: again }]}
        />
      );
  }
}
