import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { TONE_ICON, TONE_SOFT, type Tone } from './tone.ts';

export type ChipProps = { tone?: Tone; icon?: LucideIcon; children: ReactNode };

/** A small fact beside something larger: a certificate, a format, a count. */
export function Chip({ tone = 'neutral', icon: Icon, children }: ChipProps): ReactNode {
  return (
    <span
      className={cx(
        'inline-flex min-h-6 items-center gap-1 rounded-sm px-2 text-sm whitespace-nowrap',
        TONE_SOFT[tone],
      )}
    >
      {Icon && <Icon aria-hidden size={14} className="shrink-0" />}
      {children}
    </span>
  );
}

export type StatusChipProps = ChipProps & {
  /** Says changes aloud to screen readers, once each. */
  live?: boolean;
};

/** The state of something that goes on (a connection, a printer): always with an icon of its tone's shape. */
export function StatusChip({ tone = 'neutral', icon, live = false, children }: StatusChipProps): ReactNode {
  const Icon = icon ?? TONE_ICON[tone];
  return (
    <span
      role={live ? 'status' : undefined}
      className={cx(
        'inline-flex min-h-8 items-center gap-2 rounded-full px-3 text-sm font-strong',
        TONE_SOFT[tone],
      )}
    >
      <Icon aria-hidden size={16} className="shrink-0" />
      <span>{children}</span>
    </span>
  );
}
