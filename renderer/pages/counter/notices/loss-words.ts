import { useTranslation } from 'react-i18next';
import { useTillName } from '../map/use-seat-words.ts';
import type { Loss } from './use-loss.ts';

export type LossWords = {
  /** `F12 was just taken at Counter 2.` */
  readonly what: string;
  /** `F13 and F14 are free, side by side.` */
  readonly instead: string;
  /** `Take F13, F14`; null: there is nothing to take. */
  readonly take: string | null;
};

/** A loss in words: the same at the seat, in the order and for a screen reader. */
export function useLossWords(): (loss: Loss) => LossWords {
  const { t } = useTranslation('counter');
  const tillName = useTillName();
  return (loss) => {
    const { seats, lost, instead } = loss;
    const count = lost.length;
    const till = tillName(loss.by);
    const what = ((): string => {
      if (loss.isBlocked) return t('notice.blocked', { seats, count });
      return till === null ? t('notice.lost', { seats, count }) : t('notice.lostTo', { seats, till, count });
    })();
    if (instead === null) return { what, instead: t('notice.noInstead'), take: null };
    const free = instead.isTogether
      ? t('notice.insteadTogether', { seats: instead.words })
      : t('notice.instead', { seats: instead.words, count: instead.seatIds.length });
    return { what, instead: free, take: t('notice.take', { seats: instead.words }) };
  };
}
