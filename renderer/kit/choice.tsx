import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Tabs as AriaTabs,
  Tab,
  TabList,
  TabPanel,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
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
      className="inline-flex gap-1 self-start rounded-lg bg-sunk p-1"
    >
      {options.map(({ id, label: words, icon: Icon, isDisabled = false }) => (
        <ToggleButton
          key={id}
          id={id}
          isDisabled={isDisabled}
          className="inline-flex min-h-target min-w-target items-center justify-center gap-2 rounded-md border border-transparent px-3 text-quiet transition-colors select-none hovered:text-text disabled:line-through selected:border-line-strong selected:bg-surface selected:font-strong selected:text-text"
        >
          {Icon && <Icon aria-hidden size={20} />}
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

export type TabsProps<Id extends string> = {
  label: string;
  tabs: readonly (Choice<Id> & { content: ReactNode })[];
  value: Id;
  onChange: (id: Id) => void;
};

/** Several sheets in one place; only the chosen one is drawn. */
export function Tabs<Id extends string>({ label, tabs, value, onChange }: TabsProps<Id>): ReactNode {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = tabs.find((tab) => tab.id === key);
        if (chosen) onChange(chosen.id);
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <TabList aria-label={label} className="flex gap-4 border-b border-line">
        {tabs.map(({ id, label: words, icon: Icon, isDisabled = false }) => (
          <Tab
            key={id}
            id={id}
            isDisabled={isDisabled}
            className={cx(
              '-mb-px inline-flex min-h-target items-center gap-2 border-b-2 border-transparent px-1 text-quiet select-none',
              'hovered:text-text selected:border-text selected:font-strong selected:text-text',
            )}
          >
            {Icon && <Icon aria-hidden size={20} />}
            {words}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="min-h-0 flex-1 pt-4">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
