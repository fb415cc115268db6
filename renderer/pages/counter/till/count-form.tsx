import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Money } from '#renderer/kit/index.ts';
import { useTillSide } from '#renderer/stores/till.ts';
import { COUNT_DIGITS_MAX, countedTotal, readCount } from '#shared/domain/shift/count.ts';
import { type Denomination, denominationsOf } from '#shared/domain/shift/denominations.ts';
import type { Shift } from '#shared/wire/till.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { count } from './steps.ts';

/** The blind count: how many of each note and coin, the largest first. Nothing here says what there should be. */
export function CountForm({ shift }: { shift: Shift }): ReactNode {
  const { t } = useTranslation('till');
  const { desk } = useDesk();
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map());
  const isBusy = useTillSide((state) => state.isBusy);
  const list = useRef<HTMLDivElement>(null);
  const counted = readCount(typed, shift.currency);
  const denominations = denominationsOf(shift.currency);
  const submit = (): void => {
    if (counted !== null) void count(desk, shift, counted);
  };
  /** Enter and the arrows go from one to the next; Enter on the last is the end of the count. */
  const onKey = (event: KeyboardEvent<HTMLInputElement>, at: number): void => {
    const steps: Readonly<Record<string, number>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = list.current?.querySelectorAll('input')[at + step];
    if (next !== undefined) next.focus();
    else if (event.key === 'Enter') submit();
  };
  return (
    <>
      <h2 className="text-lg">{t('count.title')}</h2>
      <p className="text-quiet">{t('count.hint')}</p>
      <div ref={list} className="grid grid-cols-2 gap-x-6">
        {denominations.map((one, at) => (
          <Row
            key={one.value}
            denomination={one}
            isFirst={at === 0}
            value={typed.get(one.value) ?? ''}
            onChange={(text) => setTyped(new Map(typed).set(one.value, text))}
            onKey={(event) => onKey(event, at)}
          />
        ))}
      </div>
      <p className="flex items-baseline justify-between border-t border-line pt-2">
        <span>{t('count.total')}</span>
        {counted === null ? (
          <span className="text-bad">{t('count.wrong')}</span>
        ) : (
          <Money minor={countedTotal(counted)} size="lg" />
        )}
      </p>
      <Button variant="accent" size="lg" wide isDisabled={isBusy || counted === null} onPress={submit}>
        {t('count.done')}
      </Button>
    </>
  );
}

function Row(props: {
  denomination: Denomination;
  isFirst: boolean;
  value: string;
  onChange: (text: string) => void;
  onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}): ReactNode {
  const { denomination, isFirst, value, onChange, onKey } = props;
  const { t } = useTranslation('till');
  const { money } = useFormats();
  const face = money(denomination.value);
  return (
    <label className="flex min-h-target items-center justify-between gap-2">
      <span className={denomination.kind === 'note' ? 'font-strong' : ''}>{face}</span>
      <input
        // The first one begins the count.
        ref={isFirst ? focusOnce : null}
        aria-label={t(`count.${denomination.kind}`, { face })}
        inputMode="numeric"
        autoComplete="off"
        maxLength={COUNT_DIGITS_MAX}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={onKey}
        className="min-h-target w-20 rounded-md border border-line-strong bg-ground px-3 text-end tabular-nums"
      />
    </label>
  );
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus();
