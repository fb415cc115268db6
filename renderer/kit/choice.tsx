import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from './cx.ts';

export type Choice<Id extends string> = { id: Id; label: string; icon?: LucideIcon; isDisabled?: boolean };

export type SegmentedControlProps<Id extends string> = {
  /** What is chosen here, for a screen reader. */
  label: string;
  options: readonly Choice<Id>[];
  value: Id;
  onChange: (id: Id) => void;
};

/** One of a few, all in sight: a view, a filter. */
export function SegmentedControl<Id extends string>(props: SegmentedControlProps<Id>): ReactNode {
  const { label, options, value, onChange } = props;
  const padding = options.length > 2 ? 'px-2' : 'px-3';
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.id));
        if (chosen) onChange(chosen.id);
      }}
      className="inline-flex flex-wrap gap-1 self-start rounded-lg bg-sunk p-1"
    >
      {options.map(({ id, label: words, icon: Icon, isDisabled = false }) => (
        <ToggleButton
          key={id}
          id={id}
          isDisabled={isDisabled}
          className={cx(
            'inline-flex min-h-target min-w-target items-center justify-center gap-2 rounded-md border border-transparent text-quiet transition-colors select-none hovered:text-text disabled:line-through selected:border-line-strong selected:bg-surface selected:font-strong selected:text-text',
            padding,
          )}
        >
          {Icon && <Icon aria-hidden size={20} />}
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
