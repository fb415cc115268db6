import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counted } from '#renderer/commands/shift/shift.ts';
import { Button, Money } from '#renderer/kit/index.ts';
import { tillSide, useTillSide } from '#renderer/stores/till.ts';
import type { Shift } from '#shared/wire/till.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { confirmGuard } from '../keys/guard.ts';
import { close } from './steps.ts';

/** What was counted beside what should be there, for the first time, and the way on. */
export function CountedPanel({ shift, counted }: { shift: Shift; counted: Counted }): ReactNode {
  const { t } = useTranslation('till');
  const { desk, shift: own } = useDesk();
  const isBusy = useTillSide((state) => state.isBusy);
  const [openedAtMs] = useState(() => performance.now());
  const { difference, mustApprove, figures } = counted;
  const goOn = (): void => {
    // The Enter that ended the count must not close the shift as well.
    const sinceOpenMs = performance.now() - openedAtMs;
    if (confirmGuard({ sinceOpenMs, by: 'Enter', openedBy: 'Enter' }).kind === 'ignore') return;
    if (mustApprove) tillSide.to({ kind: 'approve', shiftId: shift.id, counted });
    else void close(desk, shift, shift.id === own?.id);
  };
  return (
    <>
      <h2 className="text-lg">{t('counted.title')}</h2>
      <Difference minor={difference} />
      <dl className="flex flex-col gap-1">
        <Line label={t('counted.counted')} minor={counted.counted} />
        <Line label={t('counted.expected')} minor={figures.expected} />
      </dl>
      {mustApprove && <p role="alert">{t('counted.mustApprove')}</p>}
      <Button variant="accent" size="lg" wide shortcut="↵" autoFocus isDisabled={isBusy} onPress={goOn}>
        {t(mustApprove ? 'counted.approve' : 'counted.close')}
      </Button>
      <Button wide onPress={() => tillSide.to({ kind: 'count', shiftId: shift.id })}>
        {t('counted.again')}
      </Button>
    </>
  );
}

const Line = ({ label, minor }: { label: string; minor: number }): ReactNode => (
  <div className="flex items-baseline justify-between">
    <dt>{label}</dt>
    <dd>
      <Money minor={minor} />
    </dd>
  </div>
);

/** Said in words and large, so that nobody reads a sign. */
export function Difference({ minor }: { minor: number }): ReactNode {
  const { t } = useTranslation('till');
  const kind = minor === 0 ? 'none' : minor < 0 ? 'missing' : 'over';
  return (
    <div role="status" className="rounded-xl bg-sunk p-6 text-center">
      <p className={kind === 'none' ? 'text-lg text-good' : 'text-lg text-warn'}>{t(`difference.${kind}`)}</p>
      {minor !== 0 && <Money minor={Math.abs(minor)} size="huge" />}
    </div>
  );
}
