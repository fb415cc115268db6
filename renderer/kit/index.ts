export { Announcer, announce, type Politeness } from './announcer.tsx';
export { Button, type ButtonProps, type ButtonVariant, IconButton, type IconButtonProps } from './button.tsx';
export { Chip, type ChipProps, StatusChip, type StatusChipProps } from './chip.tsx';
export {
  type Choice,
  SegmentedControl,
  type SegmentedControlProps,
} from './choice.tsx';
export { Countdown, type CountdownProps } from './countdown.tsx';
export { cx } from './cx.ts';
export { SearchField, type SearchFieldProps, TextField, type TextFieldProps } from './field.tsx';
export { Kbd } from './kbd.tsx';
export { Keypad, type KeypadProps, PinDots } from './keypad.tsx';
export { type Gap, Stack, type StackProps } from './layout.tsx';
export { ListRow, type ListRowProps } from './list-row.tsx';
export { Money, type MoneyProps, type MoneySize } from './money.tsx';
export { EmptyState, type EmptyStateProps, ErrorNote, type ErrorNoteProps } from './notes.tsx';
export { Dialog, type DialogProps } from './overlay.tsx';
export { Panel, type PanelProps } from './panel.tsx';
export { ProgressBar, type ProgressBarProps } from './progress-bar.tsx';
export { Select, type SelectOption, type SelectProps } from './select.tsx';
export {
  type ShortcutGroup,
  ShortcutSheet,
  type ShortcutSheetProps,
  useShortcutSheetKey,
} from './shortcut-sheet.tsx';
export { type Toast, type ToastInput, toast } from './toast-store.ts';
export { Toasts } from './toasts.tsx';
export type { Tone } from './tone.ts';
export { Tooltip, type TooltipProps } from './tooltip.tsx';
