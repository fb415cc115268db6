import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

/** `accent` is THE action of a page: at most one is in sight. */
export type ButtonVariant = 'accent' | 'plain' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'lg';

const LOOK: Record<ButtonVariant, string> = {
  accent:
    'bg-accent text-on-accent border-accent-line hovered:bg-accent-hover pressed:bg-accent-press disabled:bg-sunk disabled:border-line-strong',
  plain: 'bg-surface text-text border-line-strong hovered:bg-sunk pressed:bg-line disabled:bg-sunk',
  quiet:
    'bg-transparent text-text border-transparent hovered:bg-sunk pressed:bg-line disabled:bg-transparent disabled:opacity-50',
  danger:
    'bg-bad-soft text-bad border-bad hovered:bg-sunk pressed:bg-line disabled:bg-sunk disabled:border-line-strong',
};

const SIZE: Record<ButtonSize, string> = {
  md: 'min-h-target min-w-target px-4 text-base',
  lg: 'min-h-16 min-w-target px-6 text-lg',
};

const SHARED =
  'inline-flex items-center justify-center gap-2 rounded-md border font-strong transition-colors select-none ' +
  'disabled:text-quiet disabled:border-dashed';

type Common = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  variant?: ButtonVariant;
  ref?: Ref<HTMLButtonElement>;
};

export type ButtonProps = Common & {
  size?: ButtonSize;
  icon?: LucideIcon;
  /** The key that does the same, shown beside the words: `F8`. */
  shortcut?: string;
  /** Takes the whole width it is given. */
  wide?: boolean;
  children: ReactNode;
};

export function Button(props: ButtonProps): ReactNode {
  const { variant = 'plain', size = 'md', icon: Icon, shortcut, wide = false, children, ...rest } = props;
  return (
    <AriaButton {...rest} className={cx(SHARED, LOOK[variant], SIZE[size], wide && 'w-full')}>
      {Icon && <Icon aria-hidden size={size === 'lg' ? 24 : 20} className="shrink-0" />}
      <span>{children}</span>
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </AriaButton>
  );
}

export type IconButtonProps = Common & {
  icon: LucideIcon;
  /** What it does: its name for a screen reader, and its tooltip. */
  label: string;
  shortcut?: string;
};

/** A button that is only a picture; its words appear on hover and focus. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { variant = 'quiet', icon: Icon, label, shortcut, ...rest } = props;
  const text = shortcut === undefined ? label : `${label} (${shortcut})`;
  return (
    <Tooltip text={text}>
      <AriaButton {...rest} aria-label={label} className={cx(SHARED, LOOK[variant], 'size-target')}>
        <Icon aria-hidden size={20} />
      </AriaButton>
    </Tooltip>
  );
}
