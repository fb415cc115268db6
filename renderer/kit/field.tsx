import { Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  type InputProps,
  Label,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';

const BOX =
  'min-h-target w-full rounded-md border border-line-strong bg-surface px-3 text-base text-text ' +
  'placeholder:text-quiet disabled:bg-sunk disabled:text-quiet invalid:border-bad';

type FieldProps = {
  label: string;
  /** The label is read aloud but not drawn, where the place already says what it is. */
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onKeyDown?: InputProps['onKeyDown'];
};

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'tel' | 'email' | 'password';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'none';
  /** How to fill it in. */
  hint?: string;
  /** What is wrong with it; it then counts as invalid. */
  error?: string;
  maxLength?: number;
  /** Large figures and letters, for the one field a page is about. */
  large?: boolean;
};

export function TextField(props: TextFieldProps): ReactNode {
  const { label, hideLabel = false, value, onChange, type = 'text', hint, error, large = false } = props;
  return (
    <AriaTextField
      aria-label={label}
      value={value}
      onChange={onChange}
      type={type}
      isInvalid={error !== undefined}
      isDisabled={props.isDisabled ?? false}
      className="flex min-w-0 flex-col gap-1"
    >
      {!hideLabel && <Label className="text-sm text-quiet">{label}</Label>}
      <Input {...inputProps(props)} className={cx(BOX, large && 'min-h-16 text-xl font-strong')} />
      {hint !== undefined && (
        <Text slot="description" className="text-sm text-quiet">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-bad">{error}</FieldError>
    </AriaTextField>
  );
}

export type SearchFieldProps = FieldProps & { onSubmit?: (value: string) => void };

export function SearchField(props: SearchFieldProps): ReactNode {
  const { label, hideLabel = true, value, onChange, onSubmit } = props;
  const { t } = useTranslation('kit');
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit && { onSubmit })}
      isDisabled={props.isDisabled ?? false}
      className="group flex min-w-0 flex-col gap-1"
    >
      {!hideLabel && <Label className="text-sm text-quiet">{label}</Label>}
      <div className="relative flex items-center">
        <Search aria-hidden size={20} className="pointer-events-none absolute start-3 text-quiet" />
        <Input
          {...inputProps(props)}
          className={cx(BOX, 'ps-10 pe-12 [&::-webkit-search-cancel-button]:hidden')}
        />
        <Button
          aria-label={t('clear')}
          className="absolute end-0 flex size-target items-center justify-center rounded-md text-quiet hovered:text-text group-empty:invisible"
        >
          <X aria-hidden size={20} />
        </Button>
      </div>
    </AriaSearchField>
  );
}

function inputProps(props: FieldProps & Pick<TextFieldProps, 'inputMode' | 'maxLength'>): InputProps & {
  ref?: Ref<HTMLInputElement>;
} {
  return {
    autoComplete: 'off',
    spellCheck: false,
    ...(props.placeholder !== undefined && { placeholder: props.placeholder }),
    ...(props.autoFocus !== undefined && { autoFocus: props.autoFocus }),
    ...(props.inputMode !== undefined && { inputMode: props.inputMode }),
    ...(props.maxLength !== undefined && { maxLength: props.maxLength }),
    ...(props.onKeyDown !== undefined && { onKeyDown: props.onKeyDown }),
    ...(props.inputRef !== undefined && { ref: props.inputRef }),
  };
}
