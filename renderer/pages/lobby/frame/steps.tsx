import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/kit/index.ts';
import { type LobbyStep, useLobby } from '#renderer/stores/lobby.ts';
import { STEPS } from '../desk/steps.ts';

const ALL: readonly LobbyStep[] = STEPS;

/** All steps, always: done ones with a tick, the present one ringed, those to come in outline. */
export function Steps(): ReactNode {
  const { t } = useTranslation('lobby');
  const step = useLobby((state) => state.step);
  const at = ALL.indexOf(step);
  return (
    <nav aria-label={t('steps.label')} className="px-4 pt-3 sm:px-8">
      <ol className="flex items-start gap-2">
        {STEPS.map((one, index) => (
          <li
            key={one}
            aria-current={index === at ? 'step' : undefined}
            className={cx(
              'flex min-w-0 flex-1 flex-col gap-1 border-t-4 pt-2 max-sm:flex-auto',
              index <= at ? 'border-accent' : 'border-line',
            )}
          >
            <span
              className={cx('flex items-center gap-2 truncate', index === at ? 'font-strong' : 'text-quiet')}
            >
              {index < at ? (
                <Check aria-hidden size={20} className="shrink-0 text-accent-text" />
              ) : (
                <span className="tabular-nums">{index + 1}</span>
              )}
              <span className={cx('truncate', index !== at && 'max-sm:sr-only')}>{t(`steps.${one}`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
