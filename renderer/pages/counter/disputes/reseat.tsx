import { Armchair } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptReseat, dropReseat, proposeReseat, type SwapResult } from '#renderer/commands/reseat.ts';
import { Button, Countdown, ErrorNote, toast } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { counter } from '#renderer/stores/counter.ts';
import { holdEndsAtMs } from '#shared/domain/booking/swap.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { seatsInWords } from '../map/choice.ts';
import { lostSeats, proposalFor } from './dispute.ts';
import { useSeatmapOf } from './use-disputes.ts';

/** Tries of one opening: each after somebody else was faster, or had been entrusted with the seats and is silent. */
const TRIES_MAX = 5;

type Doing = 'nothing' | 'holding' | 'seating';

/** What this opening of the dispute has tried, so that nothing is tried twice or for ever. */
type Tried = { readonly tries: number; readonly refused: ReadonlySet<SeatId> };

/** The first way out: seats that are held already when the clerk looks, and one press to take them. */
export function Reseat({ booking, screen }: { booking: Booking; screen: Screen }): ReactNode {
  const { t } = useTranslation('disputes');
  const { desk } = useDesk();
  const seatmap = useSeatmapOf(booking.showId);
  const [doing, setDoing] = useState<Doing>('nothing');
  const [problem, setProblem] = useState<SwapResult | null>(null);
  const isOffline = useConnection().kind === 'offline';
  const { swap } = booking;
  const isHeld = swap?.status === 'held';
  const [wasHeld, setWasHeld] = useState(isHeld);
  const [tried, setTried] = useState<Tried>({ tries: 0, refused: new Set() });
  const hasLapsed = swap?.status === 'lapsed' && wasHeld;
  const proposal = proposalFor(booking, screen, seatmap, tried.refused);

  const run = (what: Doing, work: () => Promise<SwapResult>): void => {
    setDoing(what);
    setProblem(null);
    void desk.inTurn(async () => {
      try {
        const result = await work();
        if (result.kind === 'reseated') done(result);
        else if (result.kind !== 'held') setProblem(result);
      } finally {
        setDoing('nothing');
      }
    });
  };
  const done = ({ booking: seated, print }: Extract<SwapResult, { kind: 'reseated' }>): void => {
    const ids = seated.seats.map(({ seatId }) => seatId);
    const words = { code: seated.code, seats: seatsInWords(screen, ids) };
    counter.set({ openDispute: null });
    if (print.result === 'printed') toast({ tone: 'good', title: t('reseated', words) });
    else toast({ tone: 'bad', title: t('reseatedUnprinted', words), lasts: 'until-closed' });
  };
  const hold = (): void => {
    if (proposal === null) return;
    const asked = proposal.seats.map(({ seatId }) => seatId);
    setTried(({ tries, refused }) => ({ tries: tries + 1, refused }));
    setWasHeld(false);
    run('holding', async () => {
      const result = await proposeReseat(desk.context(), booking.id, proposal.seats);
      setWasHeld(result.kind === 'held');
      if (result.kind === 'refused')
        setTried(({ tries, refused }) => ({ tries, refused: new Set([...refused, ...asked]) }));
      return result;
    });
  };

  const isAsked = isHeld || swap?.status === 'requested';
  const hasFailed = problem?.kind === 'failed' || problem?.kind === 'no-answer';
  const mayTry = !isAsked && !hasLapsed && !hasFailed && tried.tries < TRIES_MAX;
  const mayHold = mayTry && !isOffline && proposal !== null && doing === 'nothing';
  // Held before it is asked for: the clerk has a guest standing there.
  useEffect(() => {
    if (mayHold) hold();
  });

  if (isOffline) return <p className="text-quiet">{t('needsLine')}</p>;
  if (isHeld)
    return (
      <Held
        booking={booking}
        screen={screen}
        isBusy={doing !== 'nothing'}
        ownSeats={lostSeats(booking, seatmap).size === 0}
        onTake={() => run('seating', () => acceptReseat(desk.context(), booking.id))}
        onDrop={() => {
          setTried(({ refused }) => ({ tries: TRIES_MAX, refused }));
          run('holding', () => dropReseat(desk.context(), booking.id));
        }}
      />
    );
  if (doing !== 'nothing') return <p role="status">{t('holding')}</p>;
  if (proposal === null) return <p>{t('noRoom')}</p>;
  return (
    <ErrorNote
      title={t(hasLapsed ? 'lapsed' : hasFailed ? 'failed' : 'notHeld')}
      effect={t('nothingChanged')}
      actions={[{ label: t('tryAgain'), variant: 'accent', onPress: hold }]}
    />
  );
}

function Held(props: {
  booking: Booking;
  screen: Screen;
  isBusy: boolean;
  ownSeats: boolean;
  onTake: () => void;
  onDrop: () => void;
}): ReactNode {
  const { booking, screen, isBusy, ownSeats } = props;
  const { t } = useTranslation('disputes');
  const { desk } = useDesk();
  const seats = seatsInWords(screen, booking.swap?.seats.map(({ seatId }) => seatId) ?? []);
  const endsAtMs = holdEndsAtMs(booking);
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-good-soft p-4">
      <div className="flex items-start justify-between gap-4">
        <p role="status" className="font-strong text-good">
          {t(ownSeats ? 'heldOwn' : 'held', { seats })}
        </p>
        {endsAtMs !== null && (
          <Countdown
            deadlineMs={performance.now() + endsAtMs - desk.replica.nowMs()}
            label={t('heldFor')}
            size="sm"
          />
        )}
      </div>
      <Button wide variant="accent" icon={Armchair} isDisabled={isBusy} onPress={props.onTake}>
        {t(ownSeats ? 'keepSeats' : 'reseat')}
      </Button>
      <Button wide variant="quiet" isDisabled={isBusy} onPress={props.onDrop}>
        {t('drop')}
      </Button>
    </div>
  );
}
