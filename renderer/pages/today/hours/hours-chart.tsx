import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Tooltip } from '#renderer/kit/index.ts';
import { useToday } from '../data/today-context.tsx';
import { clockOf, endOf, type Hour, ticksTo } from './hours.ts';

/** A column an hour: this day filled, last week's hollow behind it. Each opens the bookings of its hour. */
export function HoursChart({ hours }: { hours: readonly Hour[] }): ReactNode {
  const { t } = useTranslation('today');
  const { money, locale, currency } = useFormats();
  const { before, open } = useToday();
  const most = Math.max(...hours.map((hour) => Math.max(hour.now, hour.before ?? 0)));
  const ticks = ticksTo(most);
  const top = ticks.at(-1) ?? 1;
  const height = (value: number): string => `${Math.max(0, (value / Math.max(1, top)) * 100)}%`;
  const short = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const { minorDigits } = useFormats();
  return (
    <figure aria-label={t('hours.title')} className="flex h-full flex-col gap-3">
      <div className="relative flex min-h-60 flex-1 gap-1 ps-14">
        {ticks.map((tick) => (
          <div
            key={tick}
            aria-hidden
            className="pointer-events-none absolute inset-x-0 flex items-end"
            style={{ insetBlockEnd: height(tick) }}
          >
            <span className="w-12 translate-y-1/2 pe-2 text-end text-xs text-quiet">
              {short.format(tick / 10 ** minorDigits)}
            </span>
            <span className="flex-1 border-b border-line" />
          </div>
        ))}
        {hours.map((hour) => {
          const span = t('hours.span', { from: clockOf(hour.id), to: endOf(hour.id) });
          const says =
            hour.before === null
              ? t('hours.barAlone', { hour: span, now: money(hour.now) })
              : t('hours.bar', { hour: span, now: money(hour.now), before: money(hour.before) });
          return (
            <Tooltip key={hour.id} text={says}>
              <Button
                aria-label={says}
                onPress={() => open({ dimension: 'hour', key: hour.id })}
                className="group relative min-w-0 flex-1 rounded-sm hovered:bg-sunk"
              >
                {hour.before !== null && (
                  <span
                    className="absolute inset-x-[12%] bottom-0 rounded-t-sm border border-b-0 border-dashed border-line-strong"
                    style={{ blockSize: height(hour.before) }}
                  />
                )}
                <span
                  className="today-bar absolute inset-x-[24%] bottom-0 rounded-t-sm bg-quiet group-hovered:bg-text"
                  style={{ blockSize: height(hour.now) }}
                />
              </Button>
            </Tooltip>
          );
        })}
      </div>
      <div aria-hidden className="flex gap-1 ps-14">
        {hours.map((hour) => (
          <span key={hour.id} className="min-w-0 flex-1 text-center text-xs text-quiet max-md:even:invisible">
            {hour.id}
          </span>
        ))}
      </div>
      <figcaption className="flex gap-6 ps-14 text-sm text-quiet">
        <span className="inline-flex items-center gap-2">
          <span aria-hidden className="today-bar inline-block size-3 rounded-sm bg-quiet" />
          {t('hours.thisDay')}
        </span>
        {before !== null && (
          <span className="inline-flex items-center gap-2">
            <span
              aria-hidden
              className="inline-block size-3 rounded-sm border border-dashed border-line-strong"
            />
            {t('hours.before')}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
