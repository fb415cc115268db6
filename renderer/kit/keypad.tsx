import { CornerDownLeft, Delete } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';
import { type KeypadKey, keypadKeyOf, pressKey } from './keypad-keys.ts';

export type KeypadProps = {
  /** `pin`: digits as they are, leading zeros too. `sum`: an amount in minor units, with a double zero. */
  kind: 'pin' | 'sum';
  /** Digits only. */
  value: string;
  onChange: (value: string) => void;
  /** Called on Enter with the value; the page decides whether it is complete. */
  onEnter?: (value: string) => void;
  /** What Enter does here, its name for a screen reader: `Sign in`. */
  enterLabel: string;
  lengthMax?: number;
  isDisabled?: boolean;
  /** Also take number keys of the keyboard while nothing else has them (a field, a button in focus). Default true. */
  physicalKeys?: boolean;
};

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const;
const KEY_LOOK =
  'flex min-h-16 min-w-16 items-center justify-center rounded-md border text-xl select-none transition-colors ' +
  'disabled:text-quiet disabled:border-dashed disabled:border-line disabled:bg-sunk';
const PLAIN = 'border-line bg-surface hovered:bg-sunk pressed:bg-line';
const ACCENT = 'border-accent-line bg-accent text-on-accent hovered:bg-accent-hover pressed:bg-accent-press';

/** Number keys for fingers, laid out like the numeric pad beside them. */
export function Keypad(props: KeypadProps): ReactNode {
  const { kind, value, onChange, onEnter, enterLabel, isDisabled = false, physicalKeys = true } = props;
  const { t } = useTranslation('kit');
  const lengthMax = props.lengthMax ?? (kind === 'pin' ? 12 : 9);
  const press = (key: KeypadKey): void => {
    if (isDisabled) return;
    if (key === 'enter') onEnter?.(value);
    else onChange(pressKey(value, key, { lengthMax, leadingZeros: kind === 'pin' }));
  };
  usePhysicalKeys(physicalKeys && !isDisabled, press);
  const corner = kind === 'sum' ? '00' : null;
  return (
    // Number keys are not mirrored: they lie as on every telephone and till.
    <fieldset dir="ltr" aria-label={t('keypad')} disabled={isDisabled} className="grid grid-cols-4 gap-2">
      {DIGITS.map((digit, index) => (
        <Button
          key={digit}
          onPress={() => press(digit)}
          isDisabled={isDisabled}
          className={cx(KEY_LOOK, PLAIN)}
          style={{ gridColumn: (index % 3) + 1, gridRow: Math.floor(index / 3) + 1 }}
        >
          {digit}
        </Button>
      ))}
      <Button
        onPress={() => press('0')}
        isDisabled={isDisabled}
        className={cx(KEY_LOOK, PLAIN, corner === null ? 'col-span-3' : 'col-span-2')}
      >
        0
      </Button>
      {corner !== null && (
        <Button onPress={() => press(corner)} isDisabled={isDisabled} className={cx(KEY_LOOK, PLAIN)}>
          {corner}
        </Button>
      )}
      <Button
        aria-label={t('deleteDigit')}
        onPress={() => press('back')}
        isDisabled={isDisabled}
        className={cx(KEY_LOOK, PLAIN, 'col-start-4 row-span-2 row-start-1')}
      >
        <Delete aria-hidden size={24} />
      </Button>
      <Button
        aria-label={enterLabel}
        onPress={() => press('enter')}
        isDisabled={isDisabled}
        className={cx(KEY_LOOK, ACCENT, 'col-start-4 row-span-2 row-start-3')}
      >
        <CornerDownLeft aria-hidden size={24} />
      </Button>
    </fieldset>
  );
}

/** What is typed, as dots: how many digits, never which. */
export function PinDots({ value }: { value: string }): ReactNode {
  const { t } = useTranslation('kit');
  return (
    <div
      role="status"
      aria-label={t('pinEntered', { count: value.length })}
      className="flex h-8 items-center gap-3"
    >
      {Array.from({ length: value.length }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is nothing but its place
        <span key={index} aria-hidden className="size-3 rounded-full bg-text" />
      ))}
      <span aria-hidden className="size-3 rounded-full border-2 border-line-strong" />
    </div>
  );
}

function usePhysicalKeys(isOn: boolean, press: (key: KeypadKey) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const key = keypadKeyOf(event);
    if (key === null || event.defaultPrevented || isTyping(event.target)) return;
    // Enter on a focused button is that button's press.
    if (key === 'enter' && event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    press(key);
  });
  useEffect(() => {
    if (!isOn) return;
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}

/** Whether keys go into a text field here, and so are not ours. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
