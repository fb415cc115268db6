import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { differenceOf } from '#shared/domain/reports/pace.ts';

/** An arrow, and how far it goes; screen readers hear `says` instead. */
function Mark(props: { isMore: boolean; says: string; shown: string }): ReactNode {
  const Arrow = props.isMore ? ArrowUp : ArrowDown;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <Arrow aria-hidden size={14} className="shrink-0" />
      <span className="sr-only">{props.says}</span>
      <span aria-hidden>{props.shown}</span>
    </span>
  );
}

function Same(): ReactNode {
  const { t } = useTranslation('today');
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-quiet">
      <Equal aria-hidden size={14} />
      {t('figures.same')}
    </span>
  );
}

/** How much more or less than last week, as a share of it. */
export function DifferenceMark(props: {
  now: number;
  before: number;
  write: (value: number) => string;
}): ReactNode {
  const { now, before, write } = props;
  const { t } = useTranslation('today');
  const { locale } = useFormats();
  const { by, ratio } = differenceOf(now, before);
  if (by === 0) return <Same />;
  const amount = write(Math.abs(by));
  const share = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: ratio !== null && Math.abs(ratio) < 0.1 ? 1 : 0,
  });
  return (
    <Mark
      isMore={by > 0}
      says={t(by > 0 ? 'figures.more' : 'figures.less', { by: amount })}
      shown={ratio === null ? amount : share.format(Math.abs(ratio))}
    />
  );
}

/** The difference of two shares of a whole, in points of a hundred. */
export function PointsMark({ now, before }: { now: number; before: number }): ReactNode {
  const { t } = useTranslation('today');
  const { locale } = useFormats();
  const points = (now - before) * 100;
  const by = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(points));
  if (Math.abs(points) < 0.05) return <Same />;
  return (
    <Mark
      isMore={points > 0}
      says={t(points > 0 ? 'figures.morePoints' : 'figures.lessPoints', { by })}
      shown={t('figures.points', { by })}
    />
  );
}
