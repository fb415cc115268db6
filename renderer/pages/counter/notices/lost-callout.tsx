import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { takeInstead } from './answers.ts';
import { useLossWords } from './loss-words.ts';
import type { Loss } from './use-loss.ts';

/** Said at the seat: who took it, and one button that takes what is free instead. */
export function LostCallout({ loss }: { loss: Loss }): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const view = useView(({ seats }) => ({ seats }));
  const words = useLossWords()(loss);
  return (
    <div className="flex flex-col gap-3">
      <p>
        <strong>{words.what}</strong> {words.instead}
      </p>
      <div className="flex flex-wrap gap-2">
        {words.take !== null && (
          <Button variant="accent" shortcut="↵" onPress={() => takeInstead(desk)}>
            {words.take}
          </Button>
        )}
        <Button shortcut="Esc" onPress={() => counter.set({ notice: null })}>
          {t(view.seats.length > 0 ? 'notice.goOn' : 'notice.ok')}
        </Button>
      </div>
    </div>
  );
}
