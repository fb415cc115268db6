import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button } from '#renderer/kit/index.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { capturedOf } from '#shared/domain/booking/facts.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { settleWheelchair } from '../map/tap.ts';
import { answerOtherShow, answerRelease } from '../order/move.ts';
import { giveOrderBack } from '../order/split.ts';

/** The one question that is open, beside the order; Enter takes the first answer, Escape the last. */
export function QuestionArea(): ReactNode {
  const question = useCounter((state) => state.question);
  switch (question?.kind) {
    case 'other-show':
      return <OtherShow />;
    case 'wheelchair':
      return <Wheelchair seatIds={question.seatIds} />;
    case 'release':
      return <Release />;
    case 'give-back':
      return <GiveBack />;
    case undefined:
      return null;
  }
}

function Frame({ text, children }: { text: string; children: ReactNode }): ReactNode {
  return (
    <div role="alert" className="mx-4 flex flex-col gap-3 rounded-lg bg-info-soft p-4">
      <p className="flex gap-2">
        <CircleHelp aria-hidden size={24} className="shrink-0 text-info" />
        {text}
      </p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

function useOwnSeats(): string {
  const view = useView(({ seats, screen }) => ({ seats, screen }));
  const ids = view.seats.map((seat) => seat.seatId);
  return view.screen === null ? ids.join(', ') : seatsInWords(view.screen, ids);
}

function OtherShow(): ReactNode {
  const { t } = useTranslation('counter');
  const { time } = useFormats();
  const { desk } = useDesk();
  const view = useView(({ listing }) => ({ listing }));
  const seats = useOwnSeats();
  const movie = view.listing?.movie?.title ?? '';
  const at = view.listing === null ? '' : time(view.listing.startsAtMs);
  return (
    <Frame text={t('question.otherShow', { seats, movie, time: at })}>
      <Button shortcut="↵" onPress={() => void answerOtherShow(desk, 'move')}>
        {t('question.move')}
      </Button>
      <Button shortcut="F6" onPress={() => void answerOtherShow(desk, 'park')}>
        {t('question.park')}
      </Button>
      <Button onPress={() => void answerOtherShow(desk, 'release')}>{t('question.release')}</Button>
      <Button variant="quiet" shortcut="Esc" onPress={() => void answerOtherShow(desk, 'stay')}>
        {t('question.stay')}
      </Button>
    </Frame>
  );
}

function Wheelchair({
  seatIds,
}: {
  seatIds: readonly Parameters<typeof seatsInWords>[1][number][];
}): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const view = useView(({ screen }) => ({ screen }));
  const seats = view.screen === null ? seatIds.join(', ') : seatsInWords(view.screen, seatIds);
  return (
    <Frame text={t('question.wheelchair', { seats })}>
      <Button shortcut="↵" onPress={() => settleWheelchair(desk, 'disabled')}>
        {t('question.wheelchairYes')}
      </Button>
      <Button onPress={() => settleWheelchair(desk, 'adult')}>{t('question.wheelchairNo')}</Button>
      <Button variant="quiet" shortcut="Esc" onPress={() => settleWheelchair(desk, null)}>
        {t('question.wheelchairStay')}
      </Button>
    </Frame>
  );
}

/** Money is in the order: it comes back when the order is given up. */
function GiveBack(): ReactNode {
  const { t } = useTranslation('cash');
  const { money } = useFormats();
  const { desk } = useDesk();
  const { paid } = useView(({ booking }) => ({ paid: booking === null ? 0 : capturedOf(booking) }));
  return (
    <Frame text={t('giveBack.ask', { sum: money(paid) })}>
      <Button variant="danger" shortcut="↵" onPress={() => giveOrderBack(desk, desk.words.notCompleted())}>
        {t('giveBack.yes')}
      </Button>
      <Button variant="quiet" shortcut="Esc" onPress={() => counter.set({ question: null })}>
        {t('giveBack.no')}
      </Button>
    </Frame>
  );
}

function Release(): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const seats = useOwnSeats();
  return (
    <Frame text={t('question.releaseOrder', { seats })}>
      <Button variant="danger" shortcut="↵" onPress={() => answerRelease(desk, true)}>
        {t('question.releaseYes')}
      </Button>
      <Button variant="quiet" shortcut="Esc" onPress={() => answerRelease(desk, false)}>
        {t('question.releaseNo')}
      </Button>
    </Frame>
  );
}
