import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ErrorNote } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { useSettings } from '#renderer/stores/settings.ts';
import { type TillStep, tillSide, useTillSide } from '#renderer/stores/till.ts';
import { floatOf } from '#shared/domain/shift/life.ts';
import type { ShiftId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { withChanges } from '../keys/keymap.ts';
import { Approve } from './approve.tsx';
import { ClosedOnes } from './closed-ones.tsx';
import { CountForm } from './count-form.tsx';
import { CountedPanel } from './counted-panel.tsx';
import { TillMenu } from './menu.tsx';
import { MoveForm } from './move-form.tsx';
import { XPanel, ZPanel } from './report-panels.tsx';
import { isOver, leaveTill, stepBack } from './steps.ts';
import { useShifts } from './use-shift.ts';

/** The drawer and its shift: cash that moves without a sale, figures, the counted close. It takes its own keys. */
export function TillSide(): ReactNode {
  const { t } = useTranslation('till');
  const { shift } = useDesk();
  const step = useTillSide((state) => state.step);
  const hasFailed = useTillSide((state) => state.hasFailed);
  useOwnKeys();
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-4">
      {hasFailed && (
        <ErrorNote
          title={t('failed.title')}
          effect={t('failed.effect')}
          actions={[{ label: t('failed.ok'), onPress: () => tillSide.set({ hasFailed: false }) }]}
        />
      )}
      <Step step={step} shift={shift} />
      {!isOver(step) && (
        <div className="mt-auto">
          <Button variant="quiet" icon={ArrowLeft} shortcut="Esc" onPress={stepBack}>
            {t('back')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Escape steps back, and the key that opened the till's side closes it; whatever else is pressed is the side's own. */
function useOwnKeys(): void {
  const keys = withChanges(useSettings((state) => state.keys)).till;
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (counter.get().help) return;
    // A browser's own meaning of such a key would take the count away.
    if (/^F\d+$/.test(event.code)) event.preventDefault();
    if (event.repeat) return;
    if (event.code !== 'Escape' && !keys.includes(event.code)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.code === 'Escape') stepBack();
    else leaveTill();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

function Step({ step, shift }: { step: TillStep; shift: Shift | null }): ReactNode {
  const needsFloat = shift !== null && floatOf(shift) === null;
  switch (step.kind) {
    case 'menu':
      return needsFloat ? <MoveForm shift={shift} what="float" /> : <TillMenu shift={shift} />;
    case 'move':
      return shift !== null && <MoveForm key={step.what} shift={shift} what={step.what} />;
    case 'x':
      return shift !== null && <XPanel shift={shift} figures={step.figures} />;
    case 'count':
      return <OfShift id={step.shiftId}>{(known) => <CountForm shift={known} />}</OfShift>;
    case 'counted':
      return (
        <OfShift id={step.shiftId}>
          {(known) => <CountedPanel shift={known} counted={step.counted} />}
        </OfShift>
      );
    case 'approve':
      return (
        <OfShift id={step.shiftId}>{(known) => <Approve shift={known} counted={step.counted} />}</OfShift>
      );
    case 'closed-ones':
      return <ClosedOnes />;
    case 'z':
      return (
        <OfShift id={step.shiftId}>
          {(known) => <ZPanel key={known.id} shift={known} isJustClosed={step.isJustClosed} />}
        </OfShift>
      );
  }
}

function OfShift({ id, children }: { id: ShiftId; children: (shift: Shift) => ReactNode }): ReactNode {
  const shift = useShifts().find((one) => one.id === id);
  return shift === undefined ? null : children(shift);
}
