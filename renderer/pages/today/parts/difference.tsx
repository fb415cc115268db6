import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { differenceOf } from '#shared/domain/reports/pace.ts';

/** How much more or less: an arrow, a sign in words for those who cannot see it, and the share. */
export function DifferenceMark(props: {
  now: number;
  before: number;
  write: (value: number) => string;
}): ReactNode {
  const { now, before, write } = props;
  const { t } = useTranslation('today');
  const { percent } = useFormats();
  const { by, ratio } = differenceOf(now, before);
  if (by === 0) {
    return (
      <span className="inline-flex items-center gap-1 whitespace-nowrap text-quiet">
        <Equal aria-hidden size={14} />
        {t('figures.same')}
      </span>
    );
  }
  const Arrow = by > 0 ? ArrowUp : ArrowDown;
  const words = t(by > 0 ? 'figures.more' : 'figures.less', { by: write(Math.abs(by)) });
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <Arrow aria-hidden size={14} className="shrink-0" />
      <span className="sr-only">{words}</span>
      <span aria-hidden>{ratio === null ? write(Math.abs(by)) : percent(Math.abs(ratio))}</span>
    </span>
  );
}
