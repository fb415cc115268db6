import { CreditCard, LoaderCircle, type LucideIcon, Nfc } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Money } from '#renderer/kit/index.ts';
import { useLobby } from '#renderer/stores/lobby.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { seatsInWords } from '../../counter/map/choice.ts';
import { staffCode } from '../codes.ts';
import { useLobbyDesk, useView } from '../desk/lobby-provider.tsx';
import { stepBack } from '../desk/steps.ts';
import { Frame } from '../frame/frame.tsx';
import { Note } from '../frame/note.tsx';
import { callOff, pay } from '../order/pay.ts';
import { TroubleNote } from '../seats/trouble-note.tsx';
import { ShowAbove, ShowLine } from './show-line.tsx';
import { AgeNote } from './time-step.tsx';

/** Where a card payment stands, read from the booking itself. */
type Phase = 'asking' | 'card' | 'checking' | 'printing';

function phaseOf(booking: Booking | null): Phase {
  if (booking?.status === 'confirmed') return 'printing';
  const payment = booking?.payments.at(-1);
  if (booking?.status !== 'paying' || payment === undefined) return 'asking';
  if (payment.status === 'unknown') return 'checking';
  return payment.status === 'pending' ? 'card' : 'asking';
}

/** The card: what it costs, what to do, and what became of it. */
export function PayStep(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const view = useView(({ offer, booking }) => ({ offer, booking }));
  const { money } = useFormats();
  const state = useLobby(({ pay: now }) => now);
  const { offer, booking } = view;
  const isIdle = state.kind === 'idle';
  const phase = phaseOf(booking);
  const total = booking?.price?.total;
  return (
    <Frame
      title={t('pay.title')}
      movie={offer?.movie ?? null}
      above={<ShowAbove />}
      isBackOff={!isIdle}
      summary={isIdle ? <Button onPress={() => stepBack(desk)}>{t('pay.backToSeats')}</Button> : null}
      action={
        isIdle && total !== undefined ? (
          <Button size="lg" variant="accent" icon={CreditCard} onPress={() => void pay(desk)}>
            <span className="block px-2 py-1 text-xl">{t('pay.again', { price: money(total) })}</span>
          </Button>
        ) : state.kind === 'working' && !state.calledOff && phase === 'card' ? (
          <Button size="lg" onPress={() => void callOff(desk)}>
            <span className="block px-4 py-1 text-xl">{t('pay.cancel')}</span>
          </Button>
        ) : null
      }
    >
      <div className="lobby-scroll flex min-h-0 flex-1 flex-col gap-6 px-4 pt-2 pb-6 sm:px-8 landscape:flex-row">
        <div className="flex flex-1 flex-col gap-4">
          <ShowLine />
          {offer !== null && <AgeNote movie={offer.movie} />}
          {booking !== null && <Bill booking={booking} />}
        </div>
        <div className="flex flex-[2] flex-col justify-center gap-6">
          {state.kind === 'unsettled' ? (
            <Note
              tone="bad"
              title={t('pay.unsettled')}
              effect={t('pay.unsettledEffect')}
              code={staffCode('unsettled', booking?.code ?? null)}
            />
          ) : isIdle ? (
            <TroubleNote />
          ) : (
            <Doing phase={phase} />
          )}
        </div>
      </div>
    </Frame>
  );
}

const ICON: Record<Phase, LucideIcon> = {
  asking: LoaderCircle,
  card: Nfc,
  checking: LoaderCircle,
  printing: LoaderCircle,
};

function Doing({ phase }: { phase: Phase }): ReactNode {
  const { t } = useTranslation('lobby');
  const Icon = ICON[phase];
  return (
    <div role="status" className="flex flex-col items-center gap-4 py-8 text-center">
      <span className="flex size-40 items-center justify-center rounded-full bg-accent-soft text-accent-text">
        <Icon aria-hidden size={88} strokeWidth={1.5} />
      </span>
      <p className="max-w-xl text-2xl font-strong">{t(`pay.${phase}`)}</p>
      {phase === 'card' && <p className="max-w-xl text-lg text-quiet">{t('pay.cardHint')}</p>}
    </div>
  );
}

/** Seat by seat, and the sum. */
function Bill({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation(['lobby', 'trade']);
  const view = useView(({ offer }) => ({ offer }));
  const { offer } = view;
  const { price } = booking;
  if (offer === null || price === undefined) return null;
  return (
    <div>
      <ul className="flex flex-col">
        {price.lines.map((line) => (
          <li
            key={line.seatId ?? 'order'}
            className="flex items-baseline justify-between gap-4 border-b border-line py-2 text-lg"
          >
            <span>
              {line.seatId !== undefined && <bdi>{seatsInWords(offer.screen, [line.seatId])}</bdi>}{' '}
              {line.ticketType !== undefined && (
                <span className="text-quiet">{t(`ticketType.${line.ticketType}`, { ns: 'trade' })}</span>
              )}
            </span>
            <Money minor={line.total} />
          </li>
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4 pt-3">
        <span className="text-lg text-quiet">{t('pay.total')}</span>
        <Money minor={price.total} size="xl" />
      </p>
    </div>
  );
}
