import { Check, Hourglass, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '#renderer/kit/index.ts';
import { safeSeats, type SeatWord as Word, wordFor } from '#shared/domain/allotment/kiosk.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { useView } from '../desk/desk-provider.tsx';

const LOOK: Record<Word, { readonly icon: typeof Check; readonly tone: string }> = {
  confirmed: { icon: Check, tone: 'text-good' },
  'safe-offline': { icon: ShieldCheck, tone: 'text-info' },
  promised: { icon: Hourglass, tone: 'text-warn' },
};

/** How sure a seat of the order is, in one word; nothing while the server is being asked. */
export function SeatWord({ seatId }: { seatId: SeatId }): ReactNode {
  const { t } = useTranslation('offline');
  const word = useSeatWord(seatId);
  if (word === null) return null;
  const { icon: Icon, tone } = LOOK[word];
  return (
    <p className={cx('flex items-center gap-1 text-sm', tone)}>
      <Icon aria-hidden size={16} />
      {t(`word.${word}`)}
    </p>
  );
}

/** What paying for the order comes to without the line. */
export function OfflineHint(): ReactNode {
  const { t } = useTranslation('offline');
  const isSafe = useView(({ own, booking, seats }) => {
    const safe = safeSeats(own, booking?.id ?? null);
    return seats.every(({ seatId }) => safe.has(seatId));
  });
  return (
    <p role="status" className={cx('text-sm', isSafe ? 'text-info' : 'text-warn')}>
      {t(isSafe ? 'hint.safe' : 'hint.promised')}
    </p>
  );
}

function useSeatWord(seatId: SeatId): Word | null {
  return useView(({ own, booking, isOffline }) => {
    const isHeld = booking?.seats.some((seat) => seat.seatId === seatId) === true;
    // `paying` may not have been heard by the server: only its hold has.
    const answered = isHeld && booking.rev > 0 && booking.status !== 'requested' ? 'pending' : null;
    const leases = safeSeats(own, booking?.id ?? null);
    if (!isOffline && answered === null && !leases.has(seatId)) return null;
    return wordFor({ seatId, leases, online: !isOffline, answered });
  });
}
