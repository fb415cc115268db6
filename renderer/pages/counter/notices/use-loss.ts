import { useMemo } from 'react';
import { type LostWish, useCounterPart } from '#renderer/stores/counter.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';
import type { CounterView } from '../desk/view.ts';
import { seatsInWords } from '../map/choice.ts';
import { type Instead, insteadOf } from './instead.ts';

/** Seats this order lost, and what is free in their place, reckoned anew as the map changes. */
export type Loss = {
  readonly lost: readonly LostWish[];
  /** In words: `F12`. */
  readonly seats: string;
  readonly by: DeviceId | null;
  readonly isBlocked: boolean;
  readonly instead: Instead | null;
};

export function useLoss(): Loss | null {
  const { lost, orderId } = useCounterPart(({ notice, orderId }) => ({
    lost: notice?.kind === 'lost' ? notice.lost : null,
    orderId,
  }));
  // Seats are lost seldom: until then nobody looks at the map.
  const isLost = lost !== null;
  const view = useView(({ screen, seatmap, seats }) => (isLost ? { screen, seatmap, seats } : null));
  return useMemo(
    () => (lost === null || view === null ? null : lossOf(view, lost, orderId)),
    [view, lost, orderId],
  );
}

export function lossOf(
  view: Pick<CounterView, 'screen' | 'seatmap' | 'seats'>,
  lost: readonly LostWish[],
  orderId: Parameters<typeof insteadOf>[0]['orderId'],
): Loss | null {
  const { screen, seatmap, seats } = view;
  if (screen === null || lost.length === 0) return null;
  return {
    lost,
    seats: seatsInWords(
      screen,
      lost.map((seat) => seat.seatId),
    ),
    by: lost.find((seat) => seat.by !== null)?.by ?? null,
    isBlocked: lost.every((seat) => seat.reason === 'blocked' || seat.reason === 'unknown-seat'),
    instead: insteadOf({ screen, seatmap, seats, lost, orderId }),
  };
}
