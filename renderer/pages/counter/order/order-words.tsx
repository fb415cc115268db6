import { Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { useCounter, useCounterPart } from '#renderer/stores/counter.ts';
import type { SeatReason } from '#shared/domain/seating/best.ts';
import { strandedSeats } from '#shared/domain/seating/single.ts';
import { useView } from '../desk/desk-provider.tsx';
import { freeFor } from '../desk/view.ts';
import { seatsInWords } from '../map/choice.ts';

/** Why the best seats are where they are. */
export function ChosenWords(): ReactNode {
  const chosen = useCounter((state) => state.chosen);
  const words = useReasonWords();
  if (chosen === null) return null;
  return (
    <p className="flex gap-2 text-sm text-quiet">
      <Info aria-hidden size={16} className="mt-0.5 shrink-0" />
      {words(chosen)}
    </p>
  );
}

function useReasonWords(): (reason: SeatReason) => string {
  const { t } = useTranslation('counter');
  const { locale } = useFormats();
  const view = useView(({ seats, screen }) => ({ seats, screen }));
  return (reason) => {
    const more = [
      reason.near && t('chosen.near'),
      reason.accessible && t('chosen.accessible'),
      reason.mayClash && t('chosen.mayClash'),
    ];
    return [where(reason), ...more].filter(Boolean).join(' ');
  };

  function where(reason: SeatReason): string {
    switch (reason.kind) {
      case 'together':
        return view.seats.length === 1
          ? t('chosen.single', { row: reason.row })
          : t('chosen.together', { row: reason.row });
      case 'together-leaving-single': {
        const left = view.screen === null ? '' : seatsInWords(view.screen, reason.left);
        return t('chosen.leaving', { row: reason.row, left });
      }
      case 'split':
        return t('chosen.split', { rows: new Intl.ListFormat(locale).format(reason.rows) });
    }
  }
}

/** A choice that leaves a single seat is warned of, never forbidden. */
export function StrandedWarning(): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ screen, seatmap, seats }) => ({ screen, seatmap, seats }));
  const { orderId, chosen } = useCounterPart(({ orderId, chosen }) => ({ orderId, chosen }));
  const { screen, seatmap, seats } = view;
  const left = useMemo(() => {
    // Seats the till chose have said so themselves.
    if (screen === null || chosen !== null || seats.length === 0) return [];
    return strandedSeats(
      screen,
      freeFor({ screen, seatmap }, orderId),
      seats.map((seat) => seat.seatId),
    );
  }, [screen, seatmap, seats, orderId, chosen]);
  if (screen === null || left.length === 0) return null;
  return (
    <p role="status" className="flex gap-2 rounded-md bg-warn-soft p-2 text-sm text-warn">
      <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      {t('order.stranded', { seats: seatsInWords(screen, left), count: left.length })}
    </p>
  );
}
