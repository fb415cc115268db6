import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonVariant, cx } from '#renderer/kit/index.ts';

export type NoteAction = {
  readonly label: string;
  readonly onPress: () => void;
  readonly variant?: ButtonVariant;
};

/** What happened, what it means for seats and money, and what to press; with a code that staff can be told. */
export function Note(props: {
  tone: 'bad' | 'info';
  title: string;
  effect: string;
  code?: string;
  actions?: readonly NoteAction[];
}): ReactNode {
  const { tone, title, effect, code, actions = [] } = props;
  const { t } = useTranslation('lobby');
  const Icon = tone === 'bad' ? CircleAlert : Info;
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cx('flex gap-4 rounded-lg p-4', tone === 'bad' ? 'bg-bad-soft' : 'bg-info-soft')}
    >
      <Icon aria-hidden size={28} className={cx('shrink-0', tone === 'bad' ? 'text-bad' : 'text-info')} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className={cx('text-lg font-strong', tone === 'bad' ? 'text-bad' : 'text-info')}>{title}</p>
        <p>{effect}</p>
        {(actions.length > 0 || code !== undefined) && (
          <div className="mt-2 flex flex-wrap items-center gap-3">
            {actions.map(({ label, onPress, variant = 'plain' }) => (
              <Button key={label} size="lg" variant={variant} onPress={onPress}>
                {label}
              </Button>
            ))}
            {code !== undefined && (
              <span className="ms-auto text-lg tabular-nums">{t('trouble.code', { code })}</span>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
