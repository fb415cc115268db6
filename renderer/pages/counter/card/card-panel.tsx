import { CreditCard, LoaderCircle, type LucideIcon, Printer, SquareParking, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CardPhase, cardPhase } from '#renderer/commands/card-steps.ts';
import { Button, Money, Panel } from '#renderer/kit/index.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { dueNow } from '../order/due.ts';
import { parkOrder } from '../order/shows.ts';
import { LoudDate } from '../shows/show-head.tsx';
import { callOff } from './pay.ts';

/** A terminal that has the card so long, in milliseconds, is called slow. */
const SLOW_MS = 4_000;

const ICON: Record<CardPhase, LucideIcon> = {
  asking: LoaderCircle,
  card: CreditCard,
  checking: LoaderCircle,
  printing: Printer,
};

/** The terminal has the order: what it costs, what the guest does now, and how to call it off. */
export function CardPanel({ calledOff }: { calledOff: boolean }): ReactNode {
  const { t } = useTranslation('card');
  const { desk } = useDesk();
  const view = useView(({ booking, listing }) => ({ booking, listing }));
  const phase = cardPhase(view.booking);
  const isSlow = useSlow(phase);
  const due = dueNow(view);
  const Icon = ICON[phase];
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        {view.listing !== null && <LoudDate listing={view.listing} />}
        <p className="flex items-baseline justify-between">
          <span className="text-lg">{t('due')}</span>
          {due === null ? <span className="text-quiet">…</span> : <Money minor={due} size="xl" />}
        </p>
        <div role="status" className="flex min-h-32 items-start gap-3 rounded-lg bg-sunk p-4">
          <Icon aria-hidden size={28} className="shrink-0" />
          <div className="flex flex-col gap-1">
            <p className="text-lg font-strong">{t(calledOff ? 'callingOff' : `phase.${phase}`)}</p>
            <p className="text-quiet">{t(isSlow ? 'slow' : `hint.${phase}`)}</p>
          </div>
        </div>
        <div className="flex flex-wrap justify-between gap-2">
          <Button
            icon={Undo2}
            shortcut="Esc"
            isDisabled={phase !== 'card' || calledOff}
            onPress={() => void callOff(desk)}
          >
            {t('callOff')}
          </Button>
          <Button variant="quiet" icon={SquareParking} shortcut="F6" onPress={() => parkOrder(desk)}>
            {t('next')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function useSlow(phase: CardPhase): boolean {
  const [slow, setSlow] = useState<CardPhase | null>(null);
  useEffect(() => {
    setSlow(null);
    const timer = setTimeout(() => setSlow(phase), SLOW_MS);
    return () => clearTimeout(timer);
  }, [phase]);
  return slow === 'card' && phase === 'card';
}
