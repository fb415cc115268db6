import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Money, Panel } from '#renderer/kit/index.ts';
import type { Sold } from '#renderer/stores/counter.ts';
import { SoldPaperState } from '../paper/sold-paper-state.tsx';

/** The sale just made: the change, large, and whether the tickets are on paper. */
export function SoldPanel({ sold }: { sold: Sold }): ReactNode {
  const { t } = useTranslation('cash');
  return (
    <Panel scrolls>
      <div className="flex flex-col gap-4" role="status">
        <p className="flex items-center gap-2 text-lg text-good">
          <Check aria-hidden size={24} />
          <strong>{t(sold.promised ? 'sold.promised' : 'sold.title')}</strong>
          <span className="ms-auto text-text">
            <Money minor={sold.total} size="lg" />
          </span>
        </p>
        <div className="rounded-xl bg-sunk p-6 text-center">
          <p className="text-lg">{t(paidWords(sold))}</p>
          {sold.change > 0 && <Money minor={sold.change} size="huge" />}
        </div>
        <SoldPaperState sold={sold} />
        <p className="text-sm text-quiet">{t('sold.next')}</p>
      </div>
    </Panel>
  );
}

function paidWords({ tender, change }: Sold): 'sold.card' | 'sold.none' | 'sold.change' {
  if (tender === 'card') return 'sold.card';
  return change === 0 ? 'sold.none' : 'sold.change';
}
