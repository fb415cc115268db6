import { Siren } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandContext } from '#renderer/commands/context.ts';
import { Button, Dialog, ErrorNote, SegmentedControl } from '#renderer/kit/index.ts';
import { drills, useDrill } from '#renderer/stores/drill.ts';
import { DRILL_MINUTES, type DrillWhat } from '#shared/domain/drill/drill.ts';
import { useDrills } from './drill-context.ts';

const WHATS = ['line', 'server', 'printer'] as const;
const MINUTE_MS = 60_000;

/** What shall be gone, for how long, and go. */
export function DrillPanel({ context }: { context: () => CommandContext }): ReactNode {
  const { t } = useTranslation('drill');
  const isOpen = useDrill(({ open }) => open === 'panel');
  const drill = useDrills();
  const [what, setWhat] = useState<DrillWhat>('line');
  const [minutes, setMinutes] = useState('3');
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const close = (): void => {
    setFailed(false);
    drills.open(null);
  };
  const start = (): void => {
    setBusy(true);
    drill
      .begin(context(), what, Number(minutes) * MINUTE_MS)
      .then(close, (problem: unknown) => {
        console.error(problem);
        setFailed(true);
      })
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('title')}
      footer={
        <>
          <Button variant="quiet" onPress={close}>
            {t('cancel')}
          </Button>
          <Button variant="accent" icon={Siren} isDisabled={isBusy} onPress={start}>
            {t('start')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t('intro')}</p>
        <div className="flex flex-col gap-2">
          <span className="text-sm text-quiet">{t('what')}</span>
          <SegmentedControl
            label={t('what')}
            options={WHATS.map((id) => ({ id, label: t(`whats.${id}`) }))}
            value={what}
            onChange={setWhat}
          />
          <p className="text-sm">{t(`effect.${what}`)}</p>
        </div>
        <div className="flex flex-col gap-2">
          <span className="text-sm text-quiet">{t('length')}</span>
          <SegmentedControl
            label={t('length')}
            options={DRILL_MINUTES.map((n) => ({ id: String(n), label: t('minutes', { minutes: n }) }))}
            value={minutes}
            onChange={setMinutes}
          />
        </div>
        {hasFailed && <ErrorNote title={t('failed')} effect={t('failedEffect')} actions={[]} />}
      </div>
    </Dialog>
  );
}
