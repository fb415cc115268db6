import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { useToday } from './data/today-context.tsx';

/** Says that some of the day's money is known to a till's journal only, or to a booking only. Nothing where none is. */
export function Provisional(): ReactNode {
  const { t } = useTranslation('today');
  const { money } = useFormats();
  const { provisional } = useToday().data.sales;
  if (provisional === undefined) return null;
  const { count, net } = provisional;
  return (
    <p role="status" className="flex items-center gap-3 rounded-lg bg-warn-soft p-4">
      <TriangleAlert aria-hidden size={24} className="shrink-0 text-warn" />
      <span>{t('figures.provisional', { count, net: money(net) })}</span>
    </p>
  );
}
