import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';

export type SelectOption<Id extends string> = { id: Id; label: string; isDisabled?: boolean };

export type SelectProps<Id extends string> = {
  label: string;
  hideLabel?: boolean;
  options: readonly SelectOption<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  isDisabled?: boolean;
};

/** One of many; for up to four, `SegmentedControl` shows them all at once. */
export function Select<Id extends string>(props: SelectProps<Id>): ReactNode {
  const { label, hideLabel = false, options, value, onChange, isDisabled = false } = props;
  return (
    <AriaSelect
      aria-label={label}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChange(chosen.id);
      }}
      isDisabled={isDisabled}
      className="flex min-w-0 flex-col gap-1"
    >
      {!hideLabel && <Label className="text-sm text-quiet">{label}</Label>}
      <Button className="flex min-h-target items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 text-start hovered:bg-sunk disabled:text-quiet">
        <SelectValue className="truncate">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden size={20} className="shrink-0 text-quiet" />
      </Button>
      <Popover className="min-w-(--trigger-width) rounded-lg border border-line bg-surface p-1 shadow-over">
        <ListBox items={options} className="max-h-80 overflow-y-auto outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className="group flex min-h-target items-center justify-between gap-4 rounded-md px-3 hovered:bg-sunk focused:bg-sunk disabled:text-quiet"
            >
              {option.label}
              <Check aria-hidden size={20} className="invisible group-selected:visible" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
