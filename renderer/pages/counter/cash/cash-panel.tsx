import { ArrowLeft, CreditCard } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Money, Panel } from '#renderer/kit/index.ts';
import { counter, type Panel as PanelState, useCounter } from '#renderer/stores/counter.ts';
import { Money as Sum } from '#shared/wire/scalars.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { AgeCheck } from '../order/age-check.tsx';
import { dueInCash } from '../order/due.ts';
import { isPriceOf } from '../order/lines.ts';
import { confirmCash, tenderedIn } from '../order/pay.ts';
import { cashThenCard } from '../order/split.ts';
import { LoudDate } from '../shows/show-head.tsx';
import { likelyTenders } from './notes.ts';
import { CASH_TYPED_MAX } from './typed.ts';

type CashState = Extract<PanelState, { kind: 'cash' }>;

/** Taking cash: what is due, likely sums as buttons, or typed; Enter without anything typed is exact. */
export function CashPanel({ panel }: { panel: CashState }): ReactNode {
  const { t } = useTranslation('cash');
  const view = useView(({ booking, seats, listing, tariff }) => ({ booking, seats, listing, tariff }));
  const cash = isPriceOf(view.booking?.price, view.seats) ? dueInCash(view) : null;
  const due = cash?.amount ?? null;
  return (
    <Panel
      title={t('title')}
      actions={
        <Button
          variant="quiet"
          icon={ArrowLeft}
          shortcut="Esc"
          onPress={() => counter.set({ panel: { kind: 'order' } })}
        >
          {t('back')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {view.listing !== null && <LoudDate listing={view.listing} />}
        <p className="flex items-baseline justify-between">
          <span className="text-lg">{t('due')}</span>
          {due === null ? <span className="text-quiet">…</span> : <Money minor={due} size="xl" />}
        </p>
        {cash !== null && cash.rounding !== 0 && <Rounded rounding={cash.rounding} />}
        <AgeCheck />
        {due !== null && <Sums due={due} isConfirmed={panel.isConfirmed} isTyped={panel.typed !== ''} />}
        <Given panel={panel} due={due} />
      </div>
    </Panel>
  );
}

/** What rounding to coins adds to the sum due, or takes off it. */
function Rounded({ rounding }: { rounding: number }): ReactNode {
  const { t } = useTranslation('cash');
  return (
    <p className="flex items-baseline justify-between text-sm text-quiet">
      <span>{t('rounding')}</span>
      <Money minor={rounding} size="sm" />
    </p>
  );
}

/** By a finger or a mouse, or by the keyboard on a button that has the focus. */
const pressedBy = (pointerType: string): string =>
  pointerType === 'keyboard' || pointerType === 'virtual' ? 'Enter' : 'pointer';

/** Enter is exact until another sum is typed. */
function Sums({
  due,
  isConfirmed,
  isTyped,
}: {
  due: Sum;
  isConfirmed: boolean;
  isTyped: boolean;
}): ReactNode {
  const { t } = useTranslation('cash');
  const { money, minorDigits } = useFormats();
  const { desk } = useDesk();
  const view = useView(({ cinema }) => ({ cinema }));
  const sums = likelyTenders(due, view.cinema.currency, minorDigits);
  return (
    <div className="grid grid-cols-3 gap-2">
      <div className="col-span-3">
        <Button
          variant={isTyped ? 'plain' : 'accent'}
          size="lg"
          wide
          {...(!isTyped && { shortcut: '↵' })}
          isDisabled={isConfirmed}
          onPress={({ pointerType }) => confirmCash(desk, pressedBy(pointerType), due)}
        >
          {t('exact')} {money(due)}
        </Button>
      </div>
      {sums.map((sum) => (
        <Button
          key={sum}
          size="lg"
          wide
          isDisabled={isConfirmed}
          onPress={({ pointerType }) => confirmCash(desk, pressedBy(pointerType), Sum.parse(sum))}
        >
          {money(sum)}
        </Button>
      ))}
    </div>
  );
}

function Given({ panel, due }: { panel: CashState; due: Sum | null }): ReactNode {
  const { t } = useTranslation('cash');
  const { money } = useFormats();
  const { desk } = useDesk();
  const view = useView(({ cinema }) => ({ cinema }));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const given = tenderedIn(panel, view.cinema.currency);
  const isWrong = given === 'wrong';
  const missing = !isWrong && given !== null && due !== null ? due - given : 0;
  const hint = ((): string => {
    if (isWrong) return t('wrong');
    if (missing > 0) return t('tooLittle', { missing: money(missing) });
    return given === null ? t('givenHint') : '';
  })();
  return (
    <div className="flex flex-col gap-2">
      <label className="flex items-center justify-between gap-4">
        <span>{t('given')}</span>
        <input
          ref={field}
          data-cash-line
          data-shortcuts="allow"
          inputMode="decimal"
          value={panel.typed}
          aria-invalid={isWrong || missing > 0}
          aria-describedby="cash-hint"
          onChange={({ target }) => typeCash(target.value)}
          autoComplete="off"
          className="min-h-12 w-36 rounded-md border border-line-strong bg-ground px-3 text-end text-xl font-strong tabular-nums"
        />
      </label>
      <p
        id="cash-hint"
        aria-live="polite"
        className={isWrong || missing > 0 ? 'min-h-5 text-sm text-bad' : 'min-h-5 text-sm text-quiet'}
      >
        {hint}
      </p>
      {!isWrong && given !== null && given > 0 && missing > 0 && (
        <Button size="lg" wide icon={CreditCard} shortcut="F9" onPress={() => cashThenCard(desk)}>
          {t('partThenCard', { sum: money(given), rest: money(missing) })}
        </Button>
      )}
      {!isWrong && given !== null && missing <= 0 && due !== null && (
        <>
          <p className="flex items-baseline justify-between">
            <span className="text-lg">{t('change')}</span>
            <Money minor={given - due} size="xl" />
          </p>
          <Button
            variant="accent"
            size="lg"
            wide
            shortcut="↵"
            isDisabled={panel.isConfirmed}
            onPress={({ pointerType }) => confirmCash(desk, pressedBy(pointerType), given)}
          >
            {t('take', { sum: money(given) })}
          </Button>
        </>
      )}
    </div>
  );
}

function typeCash(text: string): void {
  const { panel } = useCounter.getState();
  if (panel.kind !== 'cash' || panel.isConfirmed) return;
  counter.set({ panel: { ...panel, typed: text.slice(0, CASH_TYPED_MAX) } });
}
