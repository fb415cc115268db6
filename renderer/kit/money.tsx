import type { ReactNode } from 'react';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { cx } from './cx.ts';

export type MoneySize = 'sm' | 'md' | 'lg' | 'xl' | 'huge';
const SIZE: Record<MoneySize, string> = {
  sm: 'text-sm',
  md: 'text-base',
  lg: 'text-xl font-strong',
  xl: 'text-3xl font-strong',
  huge: 'text-4xl font-strong',
};

export type MoneyProps = {
  /** In minor units of the place's currency; may be negative. */
  minor: number;
  size?: MoneySize;
};

/** A sum of money in figures that line up below each other. */
export function Money({ minor, size = 'md' }: MoneyProps): ReactNode {
  const { money } = useFormats();
  return (
    <span className={cx('whitespace-nowrap tabular-nums', SIZE[size])}>
      <bdi>{money(minor)}</bdi>
    </span>
  );
}
