import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, TextField } from '#renderer/kit/index.ts';
import { useTillSide } from '#renderer/stores/till.ts';
import { Money } from '#shared/wire/scalars.ts';
import type { CashMoveKind } from '#shared/wire/shift.ts';
import type { Shift } from '#shared/wire/till.ts';
import { readTender } from '../cash/notes.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { move } from './steps.ts';

const REASON_LENGTH_MAX = 120;

/** A sum and why, by keyboard: Enter goes on to the reason, and from there it is done. */
export function MoveForm({ shift, what }: { shift: Shift; what: CashMoveKind }): ReactNode {
  const { t } = useTranslation('till');
  const { minorDigits } = useFormats();
  const { desk } = useDesk();
  // The same move pressed twice is one.
  const [id] = useState(() => uuidv7());
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isBusy = useTillSide((state) => state.isBusy);
  const why = useRef<HTMLInputElement>(null);
  const hasSum = what !== 'no-sale';
  const hasReason = what !== 'float';
  const tender = readTender(typed, minorDigits);
  const sum = hasSum
    ? tender.kind === 'sum' && (what === 'float' || tender.minor > 0)
      ? tender.minor
      : null
    : 0;
  const isReady = sum !== null && (!hasReason || reason.trim() !== '');
  const submit = (): void => {
    setTried(true);
    if (sum === null || !isReady) return;
    void move(desk, shift, { id, kind: what, amount: Money.parse(sum), reason: reason.trim() });
  };
  return (
    <>
      <h2 className="text-lg">{t(`move.${what}`)}</h2>
      <p className="text-quiet">{t(`moveHint.${what}`)}</p>
      {hasSum && (
        <TextField
          label={t('sum')}
          value={typed}
          onChange={setTyped}
          inputMode="decimal"
          maxLength={12}
          large
          autoFocus
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            if (hasReason) why.current?.focus();
            else submit();
          }}
          {...(isTried && sum === null && { error: t('wrongSum') })}
        />
      )}
      {hasReason && (
        <TextField
          label={t('reason')}
          value={reason}
          onChange={setReason}
          maxLength={REASON_LENGTH_MAX}
          inputRef={why}
          autoFocus={!hasSum}
          onKeyDown={(event) => {
            if (event.key === 'Enter') submit();
          }}
          {...(isTried && reason.trim() === '' && { error: t('noReason') })}
        />
      )}
      <Button variant="accent" size="lg" wide shortcut="↵" isDisabled={isBusy} onPress={submit}>
        {t(`moveDo.${what}`)}
      </Button>
    </>
  );
}
