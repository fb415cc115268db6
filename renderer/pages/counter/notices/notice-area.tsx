import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '#renderer/kit/index.ts';
import { counter, type Notice, useCounter } from '#renderer/stores/counter.ts';
import { BOOKING_SEATS_MAX } from '#shared/domain/limits.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { holdAgain } from './answers.ts';
import { useLossWords } from './loss-words.ts';
import { type Loss, useLoss } from './use-loss.ts';

/** What happened to the order, what it means for money and seats, and what to press. */
export function NoticeArea(): ReactNode {
  const notice = useCounter((state) => state.notice);
  const loss = useLoss();
  if (notice === null) return null;
  return (
    <div className="px-4 pb-2">
      {notice.kind === 'lost' ? loss !== null && <Lost loss={loss} /> : <Other notice={notice} />}
    </div>
  );
}

/** The answers stand at the seat; here it is said what it means for the order. */
function Lost({ loss }: { loss: Loss }): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ seats }) => ({ seats }));
  const words = useLossWords()(loss);
  const rest = view.seats.length > 0 ? t('notice.rest') : t('notice.nothingPaid');
  return (
    <div role="alert" className="flex gap-3 rounded-lg bg-bad-soft p-4">
      <CircleAlert aria-hidden size={24} className="shrink-0 text-bad" />
      <p>
        <strong className="text-bad">{words.what}</strong> {words.instead} {rest}
      </p>
    </div>
  );
}

type Words = { title: string; effect: string };

const FAILED_EFFECT: Readonly<Partial<Record<string, 'journalEffect' | 'terminalEffect'>>> = {
  journal: 'journalEffect',
  terminal: 'terminalEffect',
};

function Other({ notice }: { notice: Exclude<Notice, { kind: 'lost' }> }): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const { title, effect } = useNoticeWords(notice);
  const ok = { label: t('notice.ok'), onPress: () => counter.set({ notice: null }) };
  const again = {
    label: t('notice.holdAgain'),
    onPress: () => holdAgain(desk),
    variant: 'accent' as const,
  };
  return <ErrorNote title={title} effect={effect} actions={notice.kind === 'expired' ? [again, ok] : [ok]} />;
}

function useNoticeWords(notice: Exclude<Notice, { kind: 'lost' }>): Words {
  const { t } = useTranslation(['counter', 'card']);
  const view = useView(({ allListings }) => ({ allListings }));
  const plain = (title: string): Words => ({ title, effect: t('notice.nothingPaid') });
  switch (notice.kind) {
    case 'expired': {
      const ids = notice.seats.map((seat) => seat.seatId);
      const screen = view.allListings.find((one) => one.show.id === notice.showId)?.screen;
      const seats = screen === null || screen === undefined ? ids.join(', ') : seatsInWords(screen, ids);
      return { title: t('notice.expired', { seats }), effect: t('notice.expiredEffect') };
    }
    case 'refused':
      return {
        title: t(`notice.refused.${notice.reason}`),
        effect: t(notice.reason === 'price' ? 'notice.priceEffect' : 'notice.refusedEffect'),
      };
    case 'failed':
      return {
        title: t(`notice.failed.${notice.why}`),
        effect: t(`notice.${FAILED_EFFECT[notice.why] ?? 'failedEffect'}`),
      };
    case 'no-room':
      return plain(t('notice.noRoom', { count: notice.size }));
    case 'too-many':
      return plain(t('notice.tooMany', { max: BOOKING_SEATS_MAX }));
    case 'no-show':
      return plain(t('notice.noShow', { number: notice.number }));
    case 'closed-show':
      return plain(t('notice.closedShow'));
    case 'looking':
      return plain(t('notice.looking', { text: notice.text }));
    case 'not-found':
      return plain(t('notice.notFound', { text: notice.text }));
    case 'card-declined': {
      const says = notice.message === '' ? '' : t('declined.says', { ns: 'card', message: notice.message });
      return {
        title: t(notice.message === '' ? 'declined.none' : 'declined.title', { ns: 'card' }),
        effect: `${says} ${t('declined.effect', { ns: 'card' })}`.trim(),
      };
    }
    case 'card-no-answer':
      return { title: t('noAnswer.title', { ns: 'card' }), effect: t('noAnswer.effect', { ns: 'card' }) };
    case 'card-late':
      return {
        title: t('late.title', { ns: 'card', code: notice.code }),
        effect: t('late.effect', { ns: 'card' }),
      };
    case 'nothing-to-pay':
      return plain(t('notice.nothingToPay'));
  }
}
