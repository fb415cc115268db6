import { IdCard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/kit/index.ts';
import { ageIsChecked, useCounter } from '#renderer/stores/counter.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { ageAsked } from './age.ts';
import { answerRelease } from './move.ts';

/** Certificates from 15 on: asked once per order, beside it and not over it. Taking the money says yes. */
export function AgeCheck(): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const view = useView(({ listing, booking }) => ({ listing, booking }));
  const checked = useCounter((state) => state.ageChecked);
  const movie = view.listing?.movie ?? null;
  const id = view.booking?.id ?? null;
  const age = ageAsked(movie, id, checked);
  if (age === null || id === null) return null;
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md bg-warn-soft p-3 text-warn">
      <p className="flex items-center gap-2">
        <IdCard aria-hidden size={24} className="shrink-0" />
        <span>
          <strong>{t('order.ageTitle', { certificate: movie?.certificate ?? age, age })}</strong>{' '}
          {t('order.ageSell')}
        </span>
      </p>
      <div className="flex gap-2">
        <Button onPress={() => ageIsChecked(id)}>{t('order.ageYes')}</Button>
        <Button variant="quiet" onPress={() => answerRelease(desk, true)}>
          {t('order.ageNo')}
        </Button>
      </div>
    </div>
  );
}
