import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog } from '#renderer/kit/index.ts';
import { startOver } from '../desk/begin.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';
import { useIdle } from './use-idle.ts';

/** "Still there?", for a visitor who has touched nothing for a while. */
export function StillThere(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const { endsAtMs, goOn } = useIdle();
  return (
    <Dialog
      isOpen={endsAtMs !== null}
      onClose={goOn}
      title={t('idle.title')}
      mustAnswer
      footer={
        <>
          <Button size="lg" onPress={() => startOver(desk)}>
            {t('idle.end')}
          </Button>
          <Button size="lg" variant="accent" autoFocus onPress={goOn}>
            {t('idle.goOn')}
          </Button>
        </>
      }
    >
      <p className="text-lg">{t('idle.text')}</p>
      {endsAtMs !== null && <Left endsAtMs={endsAtMs} />}
    </Dialog>
  );
}

function Left({ endsAtMs }: { endsAtMs: number }): ReactNode {
  const { t } = useTranslation('lobby');
  const count = useSecondsTo(endsAtMs);
  return (
    <p role="timer" className="py-4 text-3xl font-strong tabular-nums">
      {t('idle.left', { count })}
    </p>
  );
}

/** Whole seconds until a moment of the monotonic clock, never below nothing. */
export function useSecondsTo(endsAtMs: number): number {
  const read = (): number => Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000));
  const [seconds, setSeconds] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another end is another count
  useEffect(() => {
    setSeconds(read());
    const timer = setInterval(() => setSeconds(read()), 250);
    return () => clearInterval(timer);
  }, [endsAtMs]);
  return seconds;
}
